"""`itsm plan --against`: three branches of a real repository, and what the second one is told of the first."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from itsm_as_code.cli import itsm
from itsm_as_code.errors import WrongUse
from tests.conftest import Repository


def ci(name: str) -> str:
    return f"kind: CI\nmetadata: {{name: {name}, owner: t}}\nspec: {{type: server}}\n"


BASE = {
    "team.yaml": "kind: Team\nmetadata: {name: t}\n",
    "mail.yaml": "kind: Service\nmetadata: {name: mail, owner: t}\nspec:\n  dependsOn:\n"
    "    - name: cluster\n      need: 2\n      anyOf:\n"
    "        - ci:m1\n        - ci:m2\n        - ci:m3\n        - ci:m4\n",
    **{f"m{number}.yaml": ci(f"m{number}") for number in range(1, 5)},
}


@pytest.fixture
def branches(repository: Repository) -> Repository:
    repository.commit(BASE, "base")
    for name, gone in {"first": "m1", "second": "m4"}.items():
        repository.git("switch", "--quiet", "--create", name, "main")
        text = BASE["mail.yaml"].replace(f"        - ci:{gone}\n", "")
        repository.commit({"mail.yaml": text, f"{gone}.yaml": None}, name)
    repository.git("switch", "--quiet", "--create", "words", "main")
    repository.commit({"team.yaml": "kind: Team\nmetadata: {name: t, title: Web}\n"}, "words")
    repository.git("switch", "--quiet", "--create", "clash", "main")
    repository.commit({"mail.yaml": BASE["mail.yaml"].replace("        - ci:m1\n", "        - ci:m2\n")}, "clash")
    repository.git("switch", "--quiet", "first")
    return repository


def asked(repository: Repository, *arguments: str) -> Any:
    result = CliRunner().invoke(
        itsm, ["--root", str(repository.folder), "plan", *arguments, "--today", "2026-01-01"], standalone_mode=False
    )
    assert result.exception is None, result.output
    return json.loads(result.stdout) if "json" in arguments else result.stdout


def test_both_green_alone_and_not_together(branches: Repository) -> None:
    found = asked(branches, "main", "first", "--against", "second", "--format", "json")
    (one,) = found["collisions"]
    assert (one["branch"], one["conflicts"], one["shared"]) == ("second", [], ["service:mail"])
    assert {point["by"] for point in one["singlePoints"]} == {"ci:m2", "ci:m3"}
    text = asked(branches, "main", "first", "--against", "second")
    assert "second: both merged, ci:m2 alone takes service:mail down" in text


def test_branches_without_anything_in_common(branches: Repository) -> None:
    assert asked(branches, "main", "first", "--against", "words", "--format", "json")["collisions"] == []


def test_a_conflict_is_told_as_one(branches: Repository) -> None:
    (one,) = asked(branches, "main", "first", "--against", "clash", "--format", "json")["collisions"]
    assert (one["conflicts"], one["singlePoints"]) == (["mail.yaml"], [])


def test_all_open_branches(branches: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(branches, "main", "--against-open", "--format", "json")
    assert sorted(one["branch"] for one in found["collisions"]) == ["clash", "second"]
    assert found["branchesNotLookedAt"] == []
    monkeypatch.setattr("itsm_as_code.cli._colliding.MOST", 1)
    assert len(asked(branches, "main", "--against-open", "--format", "json")["branchesNotLookedAt"]) == 2


@pytest.mark.parametrize("name", ["--upload-pack=x", "a..b", "../x", ":/x", "no-such-branch", ""])
def test_a_branch_name_is_no_option_and_no_path(branches: Repository, name: str) -> None:
    refused = CliRunner().invoke(itsm, ["--root", str(branches.folder), "plan", "main", f"--against={name}"]).exception
    assert isinstance(refused, WrongUse)
    assert "\n" not in refused.message


def test_against_itself(branches: Repository) -> None:
    refused = CliRunner().invoke(itsm, ["--root", str(branches.folder), "plan", "main", "--against", "first"]).exception
    assert isinstance(refused, WrongUse)
    assert "the very commit that is planned" in refused.message
