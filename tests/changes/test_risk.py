"""Risk: each factor by itself, the sum, the level, and that reaching more never counts less."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.changes import Spare, diff
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.risk import Factor, risk_of
from tests.changes._cases import case_of, joined
from tests.landscapes import landscape_of, ref

DB = "kind: CI\nmetadata: {name: db}\nspec: {type: server}"
DB_NEW = "kind: CI\nmetadata: {name: db}\nspec: {type: server, environment: production}"
ERP = "kind: Service\nmetadata: {name: erp}\nspec: {criticality: critical, dependsOn: [ci:db]}"
WIKI = "kind: Service\nmetadata: {name: wiki}\nspec: {criticality: low, dependsOn: [{ref: ci:db, mode: soft}]}"
OFFICE = 'kind: Calendar\nmetadata: {name: office}\nspec: {timezone: UTC, hours: {mon-fri: ["09:00-17:00"]}}'
SLA = "kind: SLA\nmetadata: {name: gold}\nspec: {service: erp, status: agreed, hours: office}"
NIGHT = 'window: {start: "2026-07-06T02:00Z", end: "2026-07-06T04:00Z"}'
DAY = 'window: {start: "2026-07-06T16:00Z", end: "2026-07-06T18:00Z"}'


def change(*more: str, name: str = "chg-7", scope: str = "ci:db") -> str:
    return f"kind: Change\nmetadata: {{name: {name}}}\nspec: {{{', '.join((f'scope: [{scope!r}]', *more))}}}"


def factor(case: Case, name: str) -> tuple[str | int, int]:
    (found,) = (one for one in risk_of(case).factors if one.name == name)
    return found.value, found.points


def by_name(case: Case) -> dict[str, Factor]:
    return {one.name: one for one in risk_of(case).factors}


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("criticality", [DB], [DB_NEW], ("none", 0)),
        ("criticality", [DB, WIKI], [DB_NEW, WIKI], ("low", 0)),
        ("criticality", [DB, WIKI, ERP], [DB_NEW, WIKI, ERP], ("critical", 25)),
        ("criticality", [DB, ERP], [DB_NEW, ERP.replace("critical,", "low,")], ("critical", 25)),
        ("criticality", [DB, ERP.replace("[ci:db]", "[]")], [DB_NEW, ERP], ("critical", 25)),
        ("criticality", [DB, ERP], [DB_NEW, ERP.replace("[ci:db]", "[]")], ("critical", 25)),
        ("level", [DB], [DB_NEW], ("ok", 0)),
        ("level", [DB, WIKI], [DB_NEW, WIKI], ("degraded", 6)),
        ("level", [DB, WIKI, ERP], [DB_NEW, WIKI, ERP], ("down", 12)),
        ("reach", [DB, WIKI, ERP], [DB_NEW, WIKI, ERP], (2, 0)),
        ("serviceHours", [DB, ERP, SLA, OFFICE], [DB_NEW, ERP, SLA, OFFICE], ("unknown", 12)),
        ("serviceHours", [DB, ERP, SLA, OFFICE], [DB_NEW, ERP, SLA, OFFICE, change(NIGHT)], (0, 0)),
        ("serviceHours", [DB, ERP, SLA, OFFICE], [DB_NEW, ERP, SLA, OFFICE, change(DAY)], (3600, 12)),
        ("serviceHours", [DB, WIKI], [DB_NEW, WIKI, change(DAY)], (0, 0)),
        ("serviceHours", [DB], [DB.replace("name: db", "name: db, title: Data")], (0, 0)),
        ("backOut", [DB], [DB_NEW], ("missing", 10)),
        ("backOut", [DB], [DB_NEW, change()], ("missing", 10)),
        ("backOut", [DB], [DB_NEW, change("backOut: {steps: back}")], ("untested", 5)),
        ("backOut", [DB], [DB_NEW, change("backOut: {steps: back, tested: true}")], ("tested", 0)),
        ("backOut", [DB], [DB.replace("name: db", "name: db, title: Data")], ("unneeded", 0)),
        ("test", [DB], [DB_NEW, change()], ("missing", 5)),
        ("test", [DB], [DB_NEW, change("test: look")], ("present", 0)),
        ("type", [DB], [DB_NEW], ("normal", 3)),
        ("type", [DB], [DB_NEW, change("type: emergency")], ("emergency", 15)),
        ("type", [DB], [DB_NEW, change("type: standard"), change("type: emergency", name="chg-8")], ("emergency", 15)),
        ("size", [DB], [DB_NEW], (1, 0)),
        ("size", [DB], [DB_NEW, *(f"kind: Team\nmetadata: {{name: t{number}}}" for number in range(6))], (7, 3)),
    ],
)
def test_factors(name: str, before: list[str], after: list[str], expected: tuple[str | int, int]) -> None:
    assert factor(case_of(joined(*before), joined(*after)), name) == expected


def earlier(result: str, incidents: str = "", scope: str = "ci:db") -> str:
    done = f"verification: {{on: 2026-05-01, result: {result}, incidents: [{incidents}]}}"
    return change(done, name="chg-1", scope=scope)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (earlier("successful"), (0, 0)),
        (earlier("successful", "INC-1"), (1, 6)),
        (earlier("failed"), (1, 6)),
        (earlier("backed-out", "INC-1, INC-2, INC-3"), (3, 12)),
        (earlier("failed", "INC-1", scope="ci:other"), (0, 0)),
        (earlier("failed", "INC-1", scope="type:server"), (1, 6)),
    ],
)
def test_history(past: str, expected: tuple[int, int]) -> None:
    assert factor(case_of(joined(DB, past), joined(DB_NEW, past)), "history") == expected


def test_a_template_says_the_way_back_for_its_changes() -> None:
    template = "kind: ChangeTemplate\nmetadata: {name: patch}\nspec: {backOut: {steps: b, tested: true}, test: look}"
    case = case_of(joined(DB, template), joined(DB_NEW, template, change("type: standard", "template: patch")))
    assert (factor(case, "backOut"), factor(case, "test")) == (("tested", 0), ("present", 0))


def test_redundancy_lost() -> None:
    case = case_of(joined(DB, ERP), joined(DB_NEW, ERP))
    with_spare = Case(
        case.before, case.after, case.changes, (Spare(ref("service:erp"), "cluster", "2 of 3", "2 of 2"),)
    )
    assert (factor(case, "redundancyLost"), factor(with_spare, "redundancyLost")) == ((0, 0), (1, 15))


def test_excluded_hours_are_no_service_hours() -> None:
    agreed = SLA.replace("hours: office", "hours: 24x7, exclusions: [nights]")
    nights = 'kind: Calendar\nmetadata: {name: nights}\nspec: {timezone: UTC, hours: {mon-sun: ["00:00-06:00"]}}'
    sides = [joined(text, ERP, agreed, nights) for text in (DB, DB_NEW)]
    assert factor(case_of(sides[0], joined(sides[1], change(NIGHT))), "serviceHours") == (0, 0)
    assert factor(case_of(sides[0], joined(sides[1], change(DAY))), "serviceHours") == (7200, 12)


def test_an_agreement_that_ended_promises_no_hours() -> None:
    over = SLA.replace("hours: office", "hours: office, term: {start: 2025-01-01, end: 2026-07-05}")
    sides = [joined(text, ERP, over, OFFICE) for text in (DB, DB_NEW)]
    assert factor(case_of(sides[0], joined(sides[1], change(DAY))), "serviceHours") == (0, 0)


POLICY = """
kind: ChangePolicy
metadata: {name: house}
spec:
  factors: {criticality: {critical: 7}}
  levels: [{name: fine, from: 0}, {name: bad, from: 7}]
"""


def test_the_policy_of_before_decides() -> None:
    softer = POLICY.replace("critical: 7", "critical: 0")
    risk = risk_of(case_of(joined(DB, ERP, POLICY), joined(DB_NEW, ERP, softer)))
    assert (risk.score, risk.level) == (7, "bad")
    first = risk_of(case_of(joined(DB, ERP), joined(DB_NEW, ERP, POLICY)))
    assert (first.score, first.level) == (7, "bad")


@pytest.mark.parametrize(("points", "level"), [(0, "fine"), (6, "fine"), (7, "bad"), (900, "bad")])
def test_a_level_begins_with_its_points(points: int, level: str) -> None:
    policy = POLICY.replace("critical: 7", f"critical: {points}")
    assert risk_of(case_of(joined(DB, ERP, policy), joined(DB_NEW, ERP, policy))).level == level


def test_reasons_are_words() -> None:
    found = by_name(case_of(joined(DB, ERP, SLA, OFFICE), joined(DB_NEW, ERP, SLA, OFFICE, change(DAY))))
    assert {name: one.why for name, one in found.items()} == {
        "criticality": "reaches a critical service (service:erp)",
        "level": "would take service:erp down should it fail",
        "reach": "reaches 1 service",
        "redundancyLost": "no group has fewer spares than before",
        "serviceHours": "works for 1 h inside service hours (sla:gold)",
        "backOut": "no way back is described",
        "test": "nobody says how one sees that it works",
        "type": "a normal change",
        "size": "touches 1 entity",
        "history": "no earlier change to the same entities went wrong",
    }


# Laws.

NAMES = "abcdefgh"


@st.composite
def branches(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base, and two branches of it: one that works on something, one that works on that and more."""
    parts = []
    for index, name in enumerate(NAMES):
        needs = draw(st.lists(st.sampled_from(NAMES[:index]), unique=True, max_size=3)) if index else []
        criticality = draw(st.sampled_from(["low", "medium", "high", "critical"]))
        members = ", ".join(f"service:{one}" for one in needs)
        parts.append(
            f"kind: Service\nmetadata: {{name: {name}}}\nspec: {{criticality: {criticality}, dependsOn: [{members}]}}"
        )
    base = joined(*parts, OFFICE, SLA.replace("erp", draw(st.sampled_from(NAMES))))
    chosen = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    few = draw(st.integers(1, len(chosen)))
    window = draw(st.sampled_from([(), (NIGHT,), (DAY,)]))
    small, large = (
        change(*window, scope=" ".join(f"service:{one}" for one in some)) for some in (chosen[:few], chosen)
    )
    return base, joined(base, small), joined(base, large)


@settings(max_examples=40, deadline=None)
@given(branches())
def test_the_score_is_the_sum_and_reaching_more_never_lowers_it(sides: tuple[str, str, str]) -> None:
    base, small, large = (landscape_of(text) for text in sides)
    risks = [risk_of(Case(base, one, diff(base, one), today=date(2026, 7, 1))) for one in (small, large)]
    for risk in risks:
        assert risk.score == sum(one.points for one in risk.factors)
    assert risks[0].score <= risks[1].score
    for less, more in zip(*(risk.factors for risk in risks), strict=True):
        assert less.points <= more.points, (less, more)


@pytest.mark.parametrize(
    "steps", ["[{from: 2, points: 5}, {from: 3, points: 4}]", "[{from: 2, points: 5}, {from: 2, points: 6}]"]
)
def test_steps_that_fall_are_refused(steps: str) -> None:
    text = f"kind: ChangePolicy\nmetadata: {{name: house}}\nspec: {{factors: {{size: {steps}}}}}"
    (finding,) = landscape_of(text).catalog.findings
    assert finding.message.startswith("size: from ")
