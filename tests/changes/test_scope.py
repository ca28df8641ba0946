"""Declared scope against the real difference, and standard changes against their templates."""

from __future__ import annotations

from datetime import date

import pytest

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.judgement import judge
from itsm_as_code.changes.scope import undeclared, unreached
from tests.changes._cases import case_of, joined
from tests.landscapes import ref

MBX_1 = "kind: CI\nmetadata: {name: mbx-1, owner: mail}\nspec: {type: server}"
MBX_2 = "kind: CI\nmetadata: {name: mbx-2, owner: mail}\nspec: {type: server}"
LIVE_1, LIVE_2 = (text.replace("server}", "server, environment: production}") for text in (MBX_1, MBX_2))
EMAIL = "kind: Service\nmetadata: {name: email}\nspec: {dependsOn: [ci:mbx-1]}"
MORE = EMAIL.replace("mbx-1]", "mbx-1, ci:mbx-2]")
RENAMED = MBX_1.replace("name: mbx-1", "name: mail-1, formerly: [mbx-1]")


def change(*scope: str, name: str = "chg-7", more: str = "") -> str:
    selectors = ", ".join(f'"{one}"' for one in scope)
    return f"kind: Change\nmetadata: {{name: {name}}}\nspec: {{scope: [{selectors}]{more and ', '}{more}}}"


def told(case: Case) -> tuple[str, str]:
    """What is undeclared, and which selectors reach nothing."""
    empty = (f"{one.change.ref.name}:{one.number}{' empty' if one.empty else ''}" for one in unreached(case))
    return " ".join(map(str, undeclared(case))), " ".join(empty)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([MBX_1], [LIVE_1, change("ci:mbx-1")], ("", ""), id="said and done"),
        pytest.param([MBX_1, MBX_2], [LIVE_1, LIVE_2, change("ci:mbx-1")], ("ci:mbx-2", ""), id="more done than said"),
        pytest.param([MBX_1, MBX_2], [LIVE_1, MBX_2, change("ci:*1", "ci:*2")], ("", "chg-7:1"), id="more said"),
        pytest.param([MBX_1], [LIVE_1, change("ci:*", "ci:nas")], ("", "chg-7:1 empty"), id="said of nobody"),
        pytest.param([MBX_1, MBX_2], [MBX_1, change("ci:mbx-2")], ("", ""), id="what is deleted is only before"),
        pytest.param([MBX_1], [MBX_1, MBX_2, change("ci:mbx-2")], ("", ""), id="what is created is only after"),
        pytest.param([MBX_1], [RENAMED, change("ci:mail-1")], ("", ""), id="a rename by its new name"),
        pytest.param([MBX_1], [RENAMED, change("ci:mbx-1")], ("", ""), id="a rename by its old name"),
        pytest.param(
            [EMAIL, MBX_1], [MORE, MBX_1, MBX_2, change("+service:email")], ("", ""), id="steps, on both sides"
        ),
        pytest.param([MBX_1, MBX_2], [MBX_1, MBX_2, change("ci:mbx-1")], ("", ""), id="work without a trace"),
        pytest.param([MBX_1], [MBX_1, change("ci:nas")], ("", "chg-7:0 empty"), id="work on nobody"),
        pytest.param([MBX_1], [LIVE_1], ("", ""), id="no change declared"),
        pytest.param([MBX_1], [LIVE_1, change()], ("ci:mbx-1", ""), id="a change without a scope says nothing"),
        pytest.param(
            [MBX_1, MBX_2],
            [LIVE_1, LIVE_2, change("ci:mbx-1"), change("ci:mbx-2", name="chg-8")],
            ("", ""),
            id="two changes share the branch",
        ),
        pytest.param([MBX_1], [LIVE_1, change("ci:mbx-1", "!!")], ("", "chg-7:1 empty"), id="an unreadable selector"),
        pytest.param([MBX_1], [LIVE_1, change("ci:nas ci:mbx-1")], ("", ""), id="a union reaches something"),
        pytest.param(
            [MBX_1],
            [LIVE_1, change("ci:mbx-1", more="cancelled: {on: 2026-01-01, reason: no}")],
            ("", ""),
            id="a cancelled change declares nothing",
        ),
    ],
)
def test_declared_against_done(before: list[str], after: list[str], expected: tuple[str, str]) -> None:
    assert told(case_of(joined(*before), joined(*after))) == expected


def test_a_verification_is_no_new_change() -> None:
    done = change("ci:mbx-1", more="verification: {on: 2026-07-01, result: successful}")
    case = case_of(joined(MBX_1, change("ci:mbx-1")), joined(MBX_1, done))
    assert (case.declared, case.worked, dict(case.felt)) == ((), frozenset(), {})


def test_another_window_is_a_change_again() -> None:
    moved = change("ci:mbx-1", more='window: {start: "2026-07-01T00:00Z", end: "2026-07-01T02:00Z"}')
    case = case_of(joined(MBX_1, change("ci:mbx-1")), joined(MBX_1, moved))
    assert [one.ref for one in case.declared] == [ref("change:chg-7")]
    assert case.worked == {ref("ci:mbx-1")}


def test_words_are_touched_but_not_worked_on() -> None:
    titled = MBX_1.replace("owner: mail", "owner: mail, title: Mailboxes")
    case = case_of(MBX_1, titled)
    assert (set(case.touched), case.worked) == ({ref("ci:mbx-1")}, frozenset())


def test_a_finding_of_a_deleted_entity_shows_where_it_was() -> None:
    case = case_of(joined(MBX_2, MBX_1), joined(MBX_2, change("ci:mbx-2")))
    (finding,) = (one for one in judge(case).findings if one.rule == "undeclared-change")
    assert (finding.location.line, finding.related[0].location.line, finding.related[0].message) == (
        8,
        6,
        "delete here",
    )
    assert finding.message == "change:chg-7 doesn't mention ci:mbx-1"


TEMPLATE = """
kind: ChangeTemplate
metadata: {name: patch}
spec:
  scope: ["ci:mbx-*"]
  fields: [spec.attributes.*, metadata.labels*]
  mostEntities: 1
  longestWindow: 2h
  highestRisk: low
  approved: {on: 2026-01-10, by: lin-yue, until: 2026-12-31}
"""
PATCHED_1, PATCHED_2 = (text.replace("server}", "server, attributes: {os: new}}") for text in (MBX_1, MBX_2))
STANDARD = "type: standard, template: patch, backOut: {steps: back, tested: true}, test: look"
SHORT, LONG = (f'window: {{start: "2026-07-05T01:00Z", end: "2026-07-05T0{hour}:00Z"}}' for hour in "36")


def excess(before: list[str], after: list[str], today: date | None = date(2026, 7, 1)) -> list[str]:
    found = judge(case_of(joined(*before), joined(*after), today)).findings
    return [
        one.message.removeprefix("change:chg-7 leaves changetemplate:patch: ")
        for one in found
        if "template" in one.rule
    ]


def standard(*scope: str, window: str = SHORT) -> str:
    return change(*scope, more=f"{STANDARD}, {window}")


def test_inside_the_limits() -> None:
    assert excess([TEMPLATE, MBX_1], [TEMPLATE, PATCHED_1, standard("ci:mbx-1")]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([TEMPLATE, MBX_1], [TEMPLATE, LIVE_1, standard("ci:mbx-1")], "it may not change spec.environment of ci:mbx-1"),
        ([TEMPLATE], [TEMPLATE, MBX_1, standard("ci:mbx-1")], "it may not create ci:mbx-1"),
        ([TEMPLATE, MBX_1], [TEMPLATE, standard("ci:mbx-1")], "it may not delete ci:mbx-1"),
        (
            [TEMPLATE, MBX_1, MBX_2],
            [TEMPLATE, PATCHED_1, PATCHED_2, standard("ci:mbx-*")],
            "it touches 2 entities, 1 at most are allowed",
        ),
        (
            [TEMPLATE, MBX_1],
            [TEMPLATE, PATCHED_1, standard("ci:mbx-1", window=LONG)],
            "its window lasts 5 h, 2 h at most are allowed",
        ),
        ([MBX_1], [TEMPLATE, PATCHED_1, standard("ci:*", "kind:changetemplate")], "is new here"),
        (
            [
                TEMPLATE.replace("  approved", "  x-approved").replace(
                    "  x-approved: {on: 2026-01-10, by: lin-yue, until: 2026-12-31}", ""
                ),
                MBX_1,
            ],
            [TEMPLATE, PATCHED_1, standard("ci:*", "kind:changetemplate")],
            "nobody has approved changetemplate:patch",
        ),
        ([TEMPLATE, MBX_1], [TEMPLATE, MBX_1, EMAIL, standard("service:email")], "it may not touch service:email"),
    ],
)
def test_beyond_the_limits(before: list[str], after: list[str], expected: str) -> None:
    assert any(expected in message for message in excess(before, after))


def test_a_template_widened_by_the_branch_counts_as_before() -> None:
    wider = TEMPLATE.replace("spec.attributes.*, ", "spec.*, ")
    found = excess([TEMPLATE, MBX_1], [wider, LIVE_1, standard("ci:mbx-1", "kind:changetemplate")])
    assert "it may not change spec.environment of ci:mbx-1" in found


def test_an_approval_ends() -> None:
    sides = [TEMPLATE, MBX_1], [TEMPLATE, PATCHED_1, standard("ci:mbx-1")]
    assert excess(*sides, date(2026, 12, 31)) == []
    assert excess(*sides, date(2027, 1, 1)) == ["the approval of changetemplate:patch ended on 2026-12-31"]


def test_a_risky_standard_change_is_none() -> None:
    critical = "kind: Service\nmetadata: {name: email}\nspec: {criticality: critical, dependsOn: [ci:mbx-1]}"
    found = excess([TEMPLATE, MBX_1, critical], [TEMPLATE, PATCHED_1, critical, standard("ci:mbx-1")])
    assert found == ["its risk is medium (37), low at most is allowed"]
