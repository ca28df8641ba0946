"""The rules about changes at their edges: days, offsets, states, several at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.landscapes import report_of

JULY = date(2026, 7, 1)


def change(name: str = "chg-7", **spec: str) -> str:
    said = {"purpose": "A larger disk.", **spec}
    fields = ", ".join(f"{field.rstrip('_')}: {value}" for field, value in said.items())
    return f"kind: Change\nmetadata: {{name: {name}}}\nspec: {{{fields}}}"


def window(start: str, end: str) -> str:
    return f'{{start: "{start}", end: "{end}"}}'


def found(*texts: str, today: date | None = JULY) -> dict[str, str]:
    """The first message of each rule."""
    findings = report_of("\n---\n".join(texts), today).findings
    return {one.rule: one.message for one in reversed(findings) if one.rule != "unknown-reference"}


POLICY = "kind: ChangePolicy\nmetadata: {name: house}\nspec: {emergencyReviewWithin: %s}"
URGENT = change(
    type="emergency", related="[{incident: INC-1}]", window=window("2026-06-01T01:00Z", "2026-06-01T02:00Z")
)


@pytest.mark.parametrize(
    ("texts", "today", "told"),
    [
        ([URGENT], date(2026, 6, 6), False),
        ([URGENT], date(2026, 6, 7), True),
        ([URGENT], None, False),
        ([URGENT, POLICY % "1mo"], date(2026, 7, 1), False),
        ([URGENT, POLICY % "1mo"], date(2026, 7, 2), True),
        ([URGENT, POLICY % "0s"], date(2026, 6, 2), True),
        ([URGENT[:-1] + ", cancelled: {on: 2026-06-01, reason: It went by itself.}}"], date(2027, 1, 1), False),
        ([change(type="emergency", related="[{problem: PRB-1}]")], date(2027, 1, 1), False),
    ],
)
def test_when_an_emergency_has_to_be_reviewed(texts: list[str], today: date | None, told: bool) -> None:
    assert ("emergency-reviewed" in found(*texts, today=today)) is told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-06-01T02:00Z", "2026-06-01T02:00Z", "change:chg-7 ends when it starts: 2026-06-01T02:00+00:00"),
        ("2026-06-01T02:00+08:00", "2026-06-01T01:00Z", None),
        ("2026-06-01T09:00Z", "2026-06-01T09:00+08:00", "change:chg-7 ends before it starts: 2026-06-01T09:00+08:00"),
    ],
)
def test_offsets_count(start: str, end: str, told: str | None) -> None:
    assert found(change(window=window(start, end)), today=None).get("time-ends-after-start") == told


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-05-31", "change:chg-7 was verified on 2026-05-31, its work begins on 2026-06-01"),
        ("2026-06-01", None),
        ("2026-07-01", None),
    ],
)
def test_the_day_of_a_verification(on: str, told: str | None) -> None:
    times = window("2026-06-01T01:00+08:00", "2026-06-01T02:00+08:00")
    done = change(window=times, verification=f"{{on: {on}, result: failed}}")
    assert found(done).get("verification-after-window") == told


SAN = "kind: CI\nmetadata: {name: san, owner: desk}\nspec: {type: storage}\n---\nkind: Team\nmetadata: {name: desk}"
FIRST = change("a", scope="['ci:san']", window=window("2026-12-01T01:00Z", "2026-12-01T05:00Z"))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (change("b", scope="['ci:*']", window=window("2026-12-01T04:00Z", "2026-12-01T06:00Z")), True),
        (change("b", scope="['ci:*']", window=window("2026-12-01T05:00Z", "2026-12-01T06:00Z")), False),
        (change("b", scope="['ci:*']", window=window("2026-12-01T00:00Z", "2026-12-01T01:00Z")), False),
        (change("b", scope="['ci:*']", window=window("2026-12-01T12:00+08:00", "2026-12-01T14:00+08:00")), True),
        (change("b", scope="['team:desk']", window=window("2026-12-01T01:00Z", "2026-12-01T05:00Z")), False),
        (change("b", scope="['selector:x', '!!']", window=window("2026-12-01T01:00Z", "2026-12-01T05:00Z")), False),
        (change("b", scope="['ci:san']"), False),
    ],
)
def test_changes_that_meet(second: str, told: bool) -> None:
    assert ("changes-overlap" in found(SAN, FIRST, second)) is told
    assert "changes-overlap" not in found(SAN, FIRST, second, today=date(2026, 12, 3))


FROZEN = "kind: Freeze\nmetadata: {name: f}\nspec: {scope: ['ci:san'], calendar: 24x7%s}"
SOMEBODY = "kind: Person\nmetadata: {name: p}"


@pytest.mark.parametrize(
    ("exception", "told"),
    [
        ("", True),
        (", exceptions: [{change: a, approvedBy: p, reason: r}]", False),
        (", exceptions: [{change: a, approvedBy: p, reason: r, until: 2026-06-30}]", True),
        (", exceptions: [{change: a, approvedBy: p, reason: r, until: 2026-07-01}]", False),
        (", exceptions: [{change: a, reason: r}]", True),
        (", exceptions: [{change: b, approvedBy: p, reason: r}]", True),
    ],
)
def test_a_change_to_come_in_a_freeze(exception: str, told: bool) -> None:
    texts = (SAN, FIRST, FROZEN % exception, SOMEBODY)
    assert found(*texts).get("change-in-freeze") == (
        "change:a reaches ci:san on 2026-12-01 01:00, which freeze:f freezes" if told else None
    )
    assert "change-in-freeze" not in found(*texts, today=date(2026, 12, 2))


def test_a_mistyped_level_is_mended() -> None:
    text = "kind: ChangeTemplate\nmetadata: {name: patch}\nspec: {fields: [a], highestRisk: meduim}"
    (finding,) = (one for one in report_of(text).findings if one.rule == "risk-level-exists")
    assert finding.message == "changepolicy:standard-policy has no level 'meduim'"
    assert (finding.hint, [edit.text for edit in finding.edits]) == ("did you mean medium?", ["medium"])


@pytest.mark.parametrize(
    ("scope", "rule", "message"),
    [
        ("a:,b", "selector-can-be-read", "'a:' selects by 'a', which there is not"),
        ("ci:san+,", "selector-can-be-read", "has nothing beside a comma, in column 9"),
        ("", "selector-can-be-read", "an empty selector selects nothing"),
        ("ci:sam", "scope-selects-something", "'ci:sam' selects nothing"),
        ("owner:desks", "scope-selects-something", "'owner:desks' selects nothing"),
    ],
)
def test_scopes(scope: str, rule: str, message: str) -> None:
    freeze = f'kind: Freeze\nmetadata: {{name: f}}\nspec: {{scope: ["{scope}"], calendar: 24x7}}'
    assert message in found(SAN, freeze)[rule]


@pytest.mark.parametrize(("day", "told"), [(date(2026, 1, 6), True), (date(2026, 1, 7), False)])
def test_a_freeze_that_is_over_may_name_what_is_gone(day: date, told: bool) -> None:
    freeze = 'kind: Freeze\nmetadata: {name: f}\nspec: {scope: ["ci:gone"], periods: [%s]}'
    text = freeze % window("2025-12-20T00:00Z", "2026-01-06T00:00Z")
    assert ("scope-selects-something" in found(text, today=day)) is told


def test_waivers_of_rules_about_branches_are_known() -> None:
    text = change().replace(
        "name: chg-7", "name: chg-7, waivers: [{rule: unreached-scope, reason: r, until: 2030-01-01}]"
    )
    assert found(text) == {}
    assert "unused-waiver" in found(text.replace("unreached-scope", "unreached-scopes"))
