"""The register of changes and what is held against it, on real merges."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.test_history_commands import Run
from tests.cli.test_history_commands import run as run  # noqa: PLC0414 - a fixture is found by its name
from tests.conftest import Repository

NODE = "kind: CI\nmetadata: {name: a, owner: web}\nspec: {type: server}"
TEAM = "kind: Team\nmetadata: {name: web}\nspec: {members: [li-na]}"
PEOPLE = "kind: Person\nmetadata: {name: %s, title: {en: X, zh: 某}}\nspec: {email: %s@example.com}"
POLICY = """kind: ChangePolicy
metadata: {name: house}
spec:
  factors: {size: [{from: 1, points: 1}]}
  levels: [{name: low, from: 0}]
  approvals: [{name: its owner, by: [owner]}]
"""
CHANGE = """kind: Change
metadata: {name: chg-1, title: More | room}
spec:
  type: emergency
  scope: [%s]
  requester: li-na
  window: {start: "2026-01-05T02:00+08:00", end: "2026-01-05T04:00+08:00"}
"""
YES = "Yes\n\nApproved-by: Han Lei <han-lei@example.com>"
EARLY = {"approved": "", "nothing added since": "", "everybody approved": ""}
"""What fails if the approval came too early."""
Merge = Callable[..., None]


@pytest.fixture
def merge(repository: Repository) -> Merge:
    """Merges a branch with a change of the node and its record into main; the owner is Han Lei's team."""
    owner = "kind: Team\nmetadata: {name: ops}\nspec: {members: [han-lei]}"
    people = "\n---\n".join([TEAM, owner, *(PEOPLE % (name, name) for name in ("li-na", "han-lei"))])
    node = NODE.replace("owner: web", "owner: ops")
    repository.commit({"people.yaml": people, "node.yaml": node, "policy.yaml": POLICY}, "Begin", 1)

    def call(scope: str = "'ci:a'", *, approve: bool = True, later: bool = False, evil: bool = False) -> None:
        repository.git("switch", "--quiet", "--create", "branch")
        more = node.replace("server}", "server, rto: 4h}")
        repository.commit({"node.yaml": more, "change.yaml": CHANGE % scope}, "More room", 2)
        if approve:
            repository.commit({}, YES, 3)
        if later:
            repository.commit({"node.yaml": more.replace("4h", "8h")}, "Slower after all", 3)
        repository.git("switch", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-ff", "--no-commit", "branch")
        repository.commit({"node.yaml": more.replace("4h", "9h")} if evil else {}, "Merge branch", 4)
        repository.git("branch", "--quiet", "--delete", "--force", "branch")

    return call


def asked(run: Run, *arguments: str) -> Any:
    code, out, err = run("changes", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def checked(run: Run, *arguments: str) -> tuple[int, dict[str, list[str]]]:
    code, out, _ = run("changes", "verify", "chg-1", "--format", "json", *arguments)
    return code, {one["name"]: one["seen"] for one in json.loads(out)["checks"] if not one["passed"]}


def test_the_register(run: Run, repository: Repository, merge: Merge) -> None:
    merge()
    repository.commit({"node.yaml": NODE}, "Quietly", 9)
    found = asked(run, "--today", "2026-01-07", "--weigh")["changes"]
    assert [(one["ref"], one["state"], one["requester"]) for one in found] == [
        (None, "merged", None),
        ("change:chg-1", "to be reviewed", "person:li-na"),
    ]
    assert found[0]["merges"][0]["lacking"] == ["team:ops", "team:web"]
    (step,) = found[1]["merges"]
    assert (step["subject"], step["touched"], step["lacking"]) == ("Merge branch", ["ci:a"], [])
    assert [one["by"] for one in step["approvals"]] == ["Han Lei <han-lei@example.com>"]
    assert step["risk"] == {"score": 1, "level": "low"}
    assert asked(run)["changes"][1]["merges"][0]["risk"] is None
    assert asked(run, "--today", "2026-01-30")["changes"][1]["reviewOverdueSince"] == "2026-01-10"
    code, out, _ = run("changes", "--today", "2026-01-30", "--weigh")
    assert code == 0
    assert "! an emergency that should have been reviewed by 2026-01-10" in out
    assert "! 1 entity changed without a Change" in out
    assert "agreed by Han Lei · risk low (1)" in out
    table = run("changes", "--format", "markdown")[1].splitlines()
    assert "More \\| room" in table[3]
    assert {line.replace("\\|", "").count("|") for line in table} == {11}


def test_between_two_days(run: Run, repository: Repository, merge: Merge) -> None:
    merge()
    repository.commit({"node.yaml": NODE}, "Quietly", 9)
    for options, number in (
        (("--since", "2026-01-09"), 1),
        (("--until", "2026-01-05"), 1),
        (("--since", "2026-01-06", "--until", "2026-01-08"), 0),
        (("--limit", "1"), 2),
    ):
        assert len(asked(run, *options)["changes"]) == number, options


def test_what_was_merged_is_what_was_approved(run: Run, merge: Merge) -> None:
    merge()
    assert checked(run) == (0, {})
    code, out, _ = run("changes", "verify", "chg-1")
    assert code == 0
    assert out.splitlines()[-1] == "all as it should be"
    assert set(checked(run, "--require-signed")[1]) == {"approved", "everybody approved"}


@pytest.mark.parametrize(
    ("how", "wrong"),
    [
        ({"approve": False}, {"approved": "nobody approved what was merged", "everybody approved": "team:ops"}),
        ({"later": True}, {**EARLY, "nothing added since": "Slower after all"}),
        ({"evil": True}, {"merged as it was": "the merge itself", **EARLY}),
        ({"scope": "'team:web'"}, {"did what it declared": "ci:a"}),
    ],
)
def test_what_was_not_is_told(run: Run, merge: Merge, how: dict[str, Any], wrong: dict[str, str]) -> None:
    merge(**how)
    code, found = checked(run)
    assert code == 1
    assert set(found) == set(wrong)
    for name, words in wrong.items():
        assert words in " ".join(found[name])


def test_a_forge_may_know_it(run: Run, repository: Repository, merge: Merge, tmp_path: Path) -> None:
    merge(approve=False)
    file = tmp_path / "approvals.json"
    head = repository.git("rev-parse", "HEAD^2")
    file.write_text(json.dumps({"version": 1, "approvals": [{"by": "person:han-lei", "commit": head}]}))
    assert checked(run, "--approvals", str(file)) == (0, {})


def test_mistakes_are_one_line(run: Run, repository: Repository, merge: Merge) -> None:
    merge()
    assert "did you mean chg-1?" in run("changes", "verify", "chg-2")[2]
    repository.commit({"other.yaml": CHANGE.replace("chg-1", "chg-9") % "'ci:a'"}, "More", 20)
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit({"other.yaml": CHANGE.replace("chg-1", "chg-9") % "'ci:a'"}, "Begin", 20)
    assert "came in with the first commit, or before" in run("changes", "verify", "chg-9")[2]


def test_a_calendar_of_what_is_coming(run: Run, repository: Repository, merge: Merge) -> None:
    merge()
    hostile = 'kind: Freeze\nmetadata: {name: f, title: "a;b,c\\nBEGIN:VEVENT"}\nspec:\n  periods: '
    period = '[{start: "2026-12-20T00:00+08:00", end: "2026-12-21T00:00+08:00"}]'
    repository.commit({"freeze.yaml": hostile + period}, "Freeze", 5)
    code, out, _ = run("changes", "--format", "ical")
    assert code == 0
    assert run("changes", "--format", "ical")[1] == out
    events = [dict(event) for event in Calendar.from_ical(out).walk("VEVENT")]
    assert [str(event["SUMMARY"]) for event in events] == ["chg-1: More | room", "Freeze: a;b,c\nBEGIN:VEVENT"]
    assert events[0]["DTSTART"].dt.isoformat() == "2026-01-04T18:00:00+00:00"
    assert events[0]["DTSTAMP"].dt.isoformat() == "2026-01-03T19:04:05+00:00"
    assert all(line.endswith("\r") for line in out.split("\n")[:-1])


def test_a_plan_knows_who_agreed(run: Run, merge: Merge, tmp_path: Path) -> None:
    merge()

    def given(*arguments: str) -> dict[str, bool]:
        _, out, _ = run("plan", *arguments, "--format", "json")
        return {one["by"]: one["given"] for one in json.loads(out)["approvals"]}

    assert given("HEAD~1", "HEAD") == {"team:ops": True}
    assert given("HEAD~1") == {"team:ops": False}  # of the working tree nobody has said anything
    assert given("HEAD~1", "HEAD", "--require-signed") == {"team:ops": False}
    file = tmp_path / "approvals.json"
    file.write_text(json.dumps({"version": 1, "approvals": [{"by": "person:han-lei"}]}))
    assert given("HEAD~1", "HEAD", "--require-signed", "--approvals", str(file)) == {"team:ops": True}
    file.write_text("{")
    assert "is no JSON" in run("plan", "HEAD~1", "HEAD", "--approvals", str(file))[2]
