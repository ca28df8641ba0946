"""What is made for other tools, shown or written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from itsm_as_code.cli import itsm
from itsm_as_code.errors import WorldRefused, WrongUse
from tests.conftest import Repository

EXAMPLES = Path(__file__).parents[2] / "examples"
TEAM = 'kind: Team\nmetadata: {name: web}\nspec: {handles: {github: "@acme/web"}}'


def test_shown_and_written(repository: Repository) -> None:
    repository.commit({"cmdb/web.yaml": TEAM, "cmdb/itsm.yaml": ""})
    root = ["--root", str(repository.folder / "cmdb"), "export", "codeowners"]
    shown = CliRunner().invoke(itsm, root, standalone_mode=False)
    assert shown.exception is None
    assert shown.stdout.splitlines()[1:] == ["/cmdb/web.yaml @acme/web"]
    written = CliRunner().invoke(itsm, [*root, "--out", str(repository.folder)], standalone_mode=False)
    assert "1 written" in written.stdout
    assert (repository.folder / ".github/CODEOWNERS").read_text() == shown.stdout
    (repository.folder / ".github/CODEOWNERS").write_text("* @me\n")
    again = CliRunner().invoke(itsm, [*root, "--out", str(repository.folder)], standalone_mode=False)
    assert isinstance(again.exception, WorldRefused)
    assert json.loads((repository.folder / ".itsm-generated.json").read_text())


def test_for_what_it_is_not_made() -> None:
    call = ["--root", str(EXAMPLES), "export", "codeowners", "--for", "svn"]
    with pytest.raises(WrongUse, match="not made for 'svn'"):
        CliRunner().invoke(itsm, call, standalone_mode=False, catch_exceptions=False)


def test_the_examples_name_their_teams() -> None:
    shown = CliRunner().invoke(itsm, ["--root", str(EXAMPLES), "export", "codeowners"], standalone_mode=False)
    assert "services/email.yaml @qingluo/messaging" in shown.stdout
