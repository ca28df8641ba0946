"""`itsm validate`: baselines, waivers, and paths as the host of a repository sees them."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from itsm_as_code.cli import itsm
from itsm_as_code.errors import ItsmError, WrongUse
from tests.conftest import Repository

SHOP = "kind: Service\nmetadata: {name: shop, owner: nobody}"
STORE = "kind: Service\nmetadata: {name: store, owner: nobody}"
SETTINGS = "baseline: known.json\n"


def validate(repository: Repository, *arguments: str) -> Result:
    root = ["--root", str(repository.folder)]
    return CliRunner().invoke(itsm, [*root, "validate", *arguments], standalone_mode=False)


def code(result: Result) -> int:
    assert result.exception is None, result.exception
    return result.return_value or 0


def refused(result: Result) -> str:
    assert isinstance(result.exception, ItsmError)
    return result.exception.message


@pytest.fixture
def known(repository: Repository) -> Path:
    """A baseline that knows what is wrong with the shop."""
    repository.write({"shop.yaml": SHOP, "itsm.yaml": "{}"})
    place = repository.folder / "known.json"
    assert code(validate(repository, "--write-baseline", str(place))) == 0
    return place


def test_only_new_findings_fail(repository: Repository, known: Path) -> None:
    assert code(validate(repository)) == 1
    result = validate(repository, "--baseline", str(known))
    assert code(result) == 0
    assert result.stdout == "All good: no errors, no warnings in 1 file (1 entity) · 1 known\n"
    repository.write({"store.yaml": STORE})
    result = validate(repository, "--baseline", str(known))
    assert code(result) == 1
    assert "service:shop" not in result.stdout
    assert "1 error in 2 files (2 entities) · 1 known" in result.stdout


def test_the_settings_name_the_baseline(repository: Repository, known: Path) -> None:
    repository.write({"itsm.yaml": SETTINGS})
    assert code(validate(repository)) == 0
    known.unlink()
    assert refused(validate(repository)) == "there is no baseline known.json"
    assert code(validate(repository, "--write-baseline", str(known))) == 0
    assert code(validate(repository)) == 0


def test_a_revision_has_its_own_baseline(repository: Repository, known: Path) -> None:
    repository.commit({"itsm.yaml": SETTINGS})
    known.unlink()
    assert code(validate(repository, "--rev", "HEAD")) == 0
    repository.commit({})
    assert refused(validate(repository, "--rev", "HEAD")) == "there is no baseline known.json"


def test_mended_findings_are_told_until_it_is_written_again(repository: Repository, known: Path) -> None:
    repository.write({"shop.yaml": SHOP + "\n---\nkind: Team\nmetadata: {name: nobody}"})
    result = validate(repository, "--baseline", str(known))
    assert "1 of the baseline is mended: write it again" in result.stdout
    assert validate(repository, "--write-baseline", str(known)).stdout.startswith("0 findings in ")
    assert "mended" not in validate(repository, "--baseline", str(known)).stdout


def test_a_path_limits_what_is_told_of_the_baseline_too(repository: Repository, known: Path) -> None:
    repository.write({"store.yaml": STORE})
    told = validate(repository, "store.yaml", "--baseline", str(known), "--format", "json").stdout
    assert json.loads(told)["summary"] | {"files": 2, "entities": 2} == {
        "files": 2,
        "entities": 2,
        "errors": 1,
        "warnings": 0,
        "suppressed": 0,
        "fixable": 0,
        "waived": 0,
        "known": 0,
        "mended": 0,
    }


@pytest.mark.parametrize("text", ["", "{}", "apiVersion: itsm/v1\n"])
def test_nothing_but_a_baseline_is_overwritten(repository: Repository, text: str) -> None:
    place = repository.folder / "notes.txt"
    place.write_text(text, encoding="utf-8")
    assert "is no baseline of itsm validate" in refused(validate(repository, "--write-baseline", str(place)))
    assert place.read_text(encoding="utf-8") == text


def test_a_baseline_is_of_the_whole_repository(repository: Repository, known: Path) -> None:
    assert refused(validate(repository, "shop.yaml", "--write-baseline", str(known))) == (
        "a baseline is of the whole repository"
    )


@pytest.mark.parametrize("name", ["../outside.json", "/etc/hostname", '"\\0"', ".", ".git/config"])
def test_the_settings_name_a_file_below_the_root(repository: Repository, name: str) -> None:
    (repository.folder.parent / "outside.json").write_text("{}", encoding="utf-8")
    repository.write({"shop.yaml": SHOP, "itsm.yaml": f"baseline: {name}\n"})
    assert isinstance(validate(repository).exception, WrongUse)


def test_waivers_are_told_where_they_are_asked_for(repository: Repository) -> None:
    waiver = "{rule: owner-exists, reason: being founded, until: 2030-01-01}"
    repository.write({"a.yaml": f"kind: Service\nmetadata: {{name: a, waivers: [{waiver}]}}"})
    assert validate(repository).stdout == "All good: no errors, no warnings in 1 file (1 entity) · 1 waived\n"
    assert "= until 2030-01-01: being founded" in validate(repository, "--waived").stdout


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("github", "file=cmdb/shop.yaml,"),
        ("gitlab", '"path": "cmdb/shop.yaml"'),
        ("sarif", '"uri": "cmdb/shop.yaml"'),
        ("json", '"path": "shop.yaml"'),
        ("junit", 'classname="shop.yaml"'),
        ("text", "--> shop.yaml:"),
    ],
)
def test_hosts_look_from_the_top_of_the_repository(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, form: str, expected: str
) -> None:
    repository.write({"cmdb/shop.yaml": SHOP})
    (repository.folder / "cmdb/itsm.yaml").write_text("title: x\n", encoding="utf-8")
    for place, root in ((repository.folder, ["--root", "cmdb"]), (repository.folder / "cmdb", [])):
        monkeypatch.chdir(place)
        result = CliRunner().invoke(itsm, [*root, "validate", "--format", form], standalone_mode=False)
        assert expected in result.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_baseline_that_cannot_be_read_is_told(repository: Repository, known: Path) -> None:
    known.chmod(0)
    assert "can't be read" in refused(validate(repository, "--baseline", str(known)))
