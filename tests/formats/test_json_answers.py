"""Every JSON answer keeps to its JSON Schema, the one that ships with the program."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from itsm_as_code.cli import itsm
from tests.conftest import Repository

QUESTIONS = ("validate", "entities", "impact", "cuts", "availability", "plan", "backtest", "log")
ANSWERS = (*QUESTIONS, "log-fields", "changes", "changes-verify")
EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def validator(name: str) -> Draft202012Validator:
    text = files("itsm_as_code.schemas").joinpath(f"json/answers/{name}.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER)


def asked(name: str, *arguments: str, code: int = 0) -> Any:
    """The answer to a command, which its schema has no objection to."""
    result = CliRunner().invoke(itsm, [*arguments, "--format", "json"], standalone_mode=False)
    assert result.exception is None
    assert (result.return_value or 0) == code
    answer = json.loads(result.stdout)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in validator(name).iter_errors(answer)] == []
    return answer


@pytest.mark.parametrize("name", ANSWERS)
def test_a_schema_is_valid_and_strict_everywhere(name: str) -> None:
    Draft202012Validator.check_schema(validator(name).schema)
    loose = list(_loose(validator(name).schema, name))
    assert loose == []


def _loose(schema: Any, where: str) -> Any:
    if isinstance(schema, dict):
        if "properties" in schema and not (
            schema.get("additionalProperties") is False and schema.get("required") == list(schema["properties"])
        ):
            yield where
        for key, value in schema.items():
            yield from _loose(value, f"{where}/{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from _loose(value, f"{where}/{number}")


EXAMPLE_QUESTIONS = [
    ("validate", ["validate", "--today", "2026-07-01"]),
    ("validate", ["validate", "--fail-on", "never", "--today", "2036-07-01"]),
    ("entities", ["ls"]),
    ("entities", ["ls", "kind:service"]),
    ("entities", ["show", "service:email"]),
    ("impact", ["impact", "service:email"]),
    ("impact", ["impact", "--select", "kind:ci", "--duration", "1d45m", "--start", "2026-11-22T02:00+08:00"]),
    ("impact", ["impact", "--select", "kind:ci", "--level", "degraded", "--duration", "0m"]),
    ("impact", ["impact", "ci:hz-rack-c", "--start", "2026-11-30T20:00+08:00"]),
    ("impact", ["impact", "ci:hz-rack-c", "--why", "service:ordering", "--assume", "ci:mbx-1 removed"]),
    ("impact", ["impact", "ci:hz-rack-c", "--why", "service:backup"]),
    ("impact", ["impact", "ci:hz-rack-c", "ci:mbx-1=degraded", "--find-window", "3h", "--today", "2026-11-25"]),
    ("impact", ["impact", "--select", "ci:*", "--level", "at-risk"]),
    ("cuts", ["cuts"]),
    ("availability", ["availability", "--today", "2026-07-01"]),
    ("availability", ["availability", "service:email", "ci:hz-wan-1", "ci:hz-room-1", "--today", "2026-07-01"]),
    ("cuts", ["cuts", "service:email"]),
    ("cuts", ["cuts", "service:email", "--order", "3", "--among", "type:server"]),
]


@pytest.mark.parametrize(("name", "arguments"), EXAMPLE_QUESTIONS, ids=range(len(EXAMPLE_QUESTIONS)))
def test_answers_about_the_examples(name: str, arguments: list[str]) -> None:
    answer = asked(name, "--root", str(EXAMPLES), *arguments)
    assert answer["version"] == 1


def test_what_an_outage_costs() -> None:
    asking = ["impact", "ci:mbx-1", "ci:mbx-2", "--start", "2026-11-30T22:30+08:00", "--duration", "3h"]
    found = asked("impact", "--root", str(EXAMPLES), *asking)
    gold = next(one for one in found["agreements"] if one["ref"] == "sla:email-gold")
    assert (gold["lost"], gold["budget"], gold["verdict"]) == ("PT1H30M", "PT43M12S", "breach")
    assert gold["share"] == 25 / 12
    assert gold["spent"] == "2026-11-30T23:13:12+08:00"
    assert [(one["lost"], one["budget"]) for one in gold["windows"]] == [
        ("PT1H30M", "PT43M12S"),
        ("PT1H30M", "PT44M38.4S"),
    ]
    assert found["quieter"]["duration"] == "PT3H"


def test_lists_are_sorted() -> None:
    found = asked("impact", "--root", str(EXAMPLES), "impact", "--select", "kind:ci")
    for key in ("impacted", "contacts", "agreements"):
        assert [one["ref"] for one in found[key]]
    listed = [one["ref"] for one in asked("entities", "--root", str(EXAMPLES), "ls")["entities"]]
    assert len(listed) > 100
    assert listed == sorted(listed, key=lambda ref: ref.split(":"))


BROKEN = {
    "a.yaml": "kind: Service\nmetadata: {name: shop}\nspec: {dependsOn: [ci:n1, {anyOf: [ci:n2, ci:n3], need: 2}]}",
    "b.yaml": "kind: Nothing\n---\nmetadata: [",
    "c.yaml": "- no apiVersion",
    "d.yaml": "",
}


def test_every_kind_of_finding_keeps_to_the_schema(repository: Repository) -> None:
    repository.write(BROKEN)
    (repository.folder / "e.yaml").write_bytes(b"\xff\xfe")
    answer = asked("validate", "--root", str(repository.folder), "validate", code=1)
    found = {one["rule"]: one for one in answer["findings"]}
    assert {"owner-exists", "unknown-reference", "encoding", "not-an-entity", "yaml-syntax"} <= set(found)
    assert (found["encoding"]["path"], found["encoding"]["line"], found["encoding"]["ref"]) == ("e.yaml", 0, None)
    assert answer["summary"]["errors"] == sum(one["severity"] == "error" for one in answer["findings"])


TEAM = "\n---\nkind: Team\nmetadata: {name: web}"
FIRST = (
    "kind: Service\nmetadata: {name: shop, owner: web}\n"
    "spec: {dependsOn: [{name: pool, anyOf: [ci:n1, ci:n2]}, {ref: service:gone, mode: soft}]}" + TEAM
)
NODES = "\n---\n".join(f"kind: CI\nmetadata: {{name: n{n}, owner: web}}\nspec: {{type: server}}" for n in (1, 2))
SECOND = FIRST.replace("ci:n1, ci:n2", "ci:n1").replace("name: shop", "name: store, formerly: [shop]")
GONE = "kind: Service\nmetadata: {name: gone, owner: web}"


CALM = """\
kind: Freeze
metadata: {name: calm}
spec: {scope: ["*"], reason: Closing., periods: [{start: "2026-06-01T00:00Z", end: "2026-07-01T00:00Z"}]}
"""
WORK = """\
kind: Change
metadata: {name: %s}
spec: {scope: ["ci:n1"], window: {start: "2026-06-02T00:00Z", end: "2026-06-02T02:00Z"}}
"""


def test_plan_with_all_that_judges_it(repository: Repository) -> None:
    repository.commit({"shop.yaml": FIRST, "nodes.yaml": NODES, "freeze.yaml": CALM}, "Begin")
    for name in ("mine", "theirs"):
        repository.git("switch", "--quiet", "--create", name, "main")
        repository.commit({f"{name}.yaml": WORK % name}, "Work\n\nApproved-by: Nobody <nobody@example.com>")
    root = ["--root", str(repository.folder)]
    plan = asked("plan", *root, "plan", "main", "mine", "--against", "theirs", code=1)
    assert (plan["verdict"], plan["declared"], plan["strangers"]) == (
        "blocked",
        ["change:mine"],
        ["Nobody <nobody@example.com>"],
    )
    assert [(one["freeze"], one["change"]) for one in plan["freezes"]] == [("freeze:calm", "change:mine")]
    assert [one["branch"] for one in plan["collisions"]] == ["theirs"]
    assert plan["risk"]["score"] == sum(one["points"] for one in plan["risk"]["factors"])
    assert len(asked("backtest", *root, "plan", "--backtest")["changes"]) == 1


def test_plan_and_log_with_every_action(repository: Repository) -> None:
    repository.commit({"shop.yaml": FIRST, "nodes.yaml": NODES, "gone.yaml": GONE}, "Begin", day=1)
    repository.commit({"shop.yaml": SECOND, "gone.yaml": None}, "Rename\n\nand more", day=2)
    repository.commit({"nodes.yaml": NODES + "\nbroken: true"}, "Break", day=3)
    repository.commit({"nodes.yaml": NODES}, "Mend", day=4)
    root = ["--root", str(repository.folder)]
    plan = asked("plan", *root, "plan", "HEAD~3", "HEAD~1", code=1)
    assert [(one["action"], one["ref"]) for one in plan["changes"]] == [
        ("unreadable", "ci:n2"),
        ("delete", "service:gone"),
        ("rename", "service:store"),
    ]
    assert plan["impact"]["redundancyLost"] == [
        {"ref": "service:store", "dependency": "pool", "before": "1 of 2", "after": "1 of 1"}
    ]
    assert (plan["verdict"], plan["base"].split()[0]) == ("blocked", "HEAD~3")
    assert {one["rule"] for one in plan["findings"]["introduced"]} == {
        "unknown-field",
        "unknown-reference",
        "group-of-one",
    }
    back = asked("plan", *root, "plan", "HEAD~1", "HEAD~3")
    assert {one["action"] for one in back["changes"]} >= {"create", "delete"}

    log = asked("log", *root, "log")["entries"]
    assert [(one["subject"], one["action"], one["ref"]) for one in log] == [
        ("Mend", "update", "ci:n2"),
        ("Break", "unreadable", "ci:n2"),
        ("Rename", "delete", "service:gone"),
        ("Rename", "rename", "service:store"),
        ("Begin", "create", "ci:n1"),
        ("Begin", "create", "ci:n2"),
        ("Begin", "create", "service:gone"),
        ("Begin", "create", "service:shop"),
        ("Begin", "create", "team:web"),
    ]
    assert log[-1]["author"] == "Li Na <li-na@example.com>"
    assert log[-1]["date"] == "2026-01-01T03:04:05+08:00"
    one = asked("log", *root, "log", "service:store")["entries"]
    assert [(entry["subject"], entry["ref"]) for entry in one] == [
        ("Rename", "service:store"),
        ("Begin", "service:shop"),
    ]
    fields = asked("log-fields", *root, "log", "service:store", "--fields")["fields"]
    told = {one["path"]: (one["value"], one["lastChange"]["subject"]) for one in fields}
    assert told["metadata.name"] == ("store", "Rename")
    assert told["metadata.owner"] == ("team:web", "Begin")
    newest = asked("log-fields", *root, "log", "service:store", "--fields", "--limit", "1")["fields"]
    assert {one["lastChange"] for one in newest} == {None}


CHANGE = (
    "kind: Change\nmetadata: {name: chg-1}\nspec: {type: emergency, requester: li-na, "
    'window: {start: "2026-01-05T02:00+08:00", end: "2026-01-05T04:00+08:00"}}'
)
YEAR_END = (
    "kind: Freeze\nmetadata: {name: f}\n"
    'spec: {reason: x, periods: [{start: "2026-12-20T00:00+08:00", end: "2026-12-21T00:00+08:00"}]}'
)


def test_the_register_of_changes(repository: Repository) -> None:
    repository.commit({"shop.yaml": FIRST}, "Begin", day=1)
    repository.commit(
        {"change.yaml": CHANGE, "freeze.yaml": YEAR_END}, "Ask\n\nApproved-by: Li <li@example.com>", day=2
    )
    repository.commit({"shop.yaml": SECOND}, "Quietly", day=3)
    root = ["--root", str(repository.folder)]
    found = asked("changes", *root, "changes", "--weigh", "--today", "2026-02-01")
    assert [one["ref"] for one in found["changes"]] == ["change:chg-1", None]
    assert [one["ref"] for one in found["freezes"]] == ["freeze:f"]
    asked("changes", *root, "changes")
    verified = asked("changes-verify", *root, "changes", "verify", "chg-1", code=1)
    assert {one["name"] for one in verified["checks"] if one["passed"]} >= {"approved", "outside freezes"}
