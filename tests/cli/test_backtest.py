"""`itsm plan --backtest` on a real repository with merges, a revert and a review that names an incident."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from itsm_as_code.cli import itsm
from itsm_as_code.errors import WrongUse
from tests.conftest import Repository

MAIL = (
    "kind: Service\nmetadata: {name: mail, owner: t}\nspec: {criticality: critical, type: business, dependsOn: [%s]}\n"
)
CI = "kind: CI\nmetadata: {name: m%d, owner: t}\nspec: {type: server}\n"
CHANGE = "kind: Change\nmetadata: {name: chg-1, owner: t}\nspec: {scope: [ci:m1], purpose: More%s}\n"


@pytest.fixture
def history(repository: Repository) -> Repository:
    repository.commit(
        {"t.yaml": "kind: Team\nmetadata: {name: t}\n", "mail.yaml": MAIL % "ci:m1", "m1.yaml": CI % 1}, "base"
    )
    merges: list[tuple[str, dict[str, str | None]]] = [
        ("words", {"t.yaml": "kind: Team\nmetadata: {name: t, title: Web}\n"}),
        (
            "risky",
            {"m1.yaml": CI % 1 + "# x\n", "mail.yaml": MAIL % "ci:m1, ci:m2", "m2.yaml": CI % 2, "c.yaml": CHANGE % ""},
        ),
        ("more words", {"t.yaml": "kind: Team\nmetadata: {name: t, title: Web team}\n"}),
    ]
    for number, (subject, files) in enumerate(merges, 2):
        repository.git("switch", "--quiet", "--create", f"b{number}", "main")
        repository.commit(files, subject, day=number)
        repository.git("switch", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-ff", f"b{number}", "-m", f"Merge {subject}")
    review = ", verification: {on: 2026-01-09, result: partly, incidents: [INC-5]}"
    repository.commit({"c.yaml": CHANGE % review}, "review", day=9)
    return repository


def asked(repository: Repository, *options: str) -> Any:
    call = ["--root", str(repository.folder), "plan", "--backtest", *options]
    result = CliRunner().invoke(itsm, call, standalone_mode=False)
    assert result.exception is None, result.output
    return json.loads(result.stdout) if "json" in options else result.stdout


def test_each_merge_is_scored_as_it_was_then(history: Repository) -> None:
    found = asked(history, "--format", "json")
    told = {one["subject"]: (one["troubles"], one["risk"]["score"]) for one in found["changes"]}
    assert list(told) == ["Merge more words", "Merge risky", "Merge words"]
    assert [troubles for troubles, _ in told.values()] == [[], ["chg-1: INC-5"], []]
    assert told["Merge risky"][1] > told["Merge words"][1]
    assert (found["separation"], found["notReplayed"]) == (1.0, 0)


def test_as_text(history: Repository) -> None:
    text = asked(history)
    assert "3 changes replayed, 1 of them caused trouble" in text
    assert "the score is higher for the first in 100% of pairs (AUC 1.00; 50% is a coin)" in text
    assert "fewer than 10 on one side" in text
    assert "chg-1: INC-5" in text


def test_a_limit_leaves_the_oldest_out(history: Repository) -> None:
    assert asked(history, "--limit", "1", "--format", "json")["notReplayed"] == 2


def test_without_merges_commits_are_replayed(history: Repository) -> None:
    found = asked(history, "b2", "--format", "json")
    assert [one["subject"] for one in found["changes"]] == ["words"]
    assert found["separation"] is None
    assert "none caused trouble" in asked(history, "b2")


def test_a_format_that_cannot_write_it(history: Repository) -> None:
    call = ["--root", str(history.folder), "plan", "--backtest", "--format", "markdown"]
    refused = CliRunner().invoke(itsm, call).exception
    assert isinstance(refused, WrongUse)
    assert "text" in refused.hint
