"""Rules about agreements, case by case: terms, successors, tiers, windows, credits, overlap."""

from datetime import date

import pytest

from tests.landscapes import report_of

HEAD = """\
kind: Team
metadata: {name: desk}
---
kind: Customer
metadata: {name: sales}
---
kind: Customer
metadata: {name: plant}
---
kind: Service
metadata: {name: email, owner: desk}
---
kind: Service
metadata: {name: wiki, owner: desk}
"""


def agreement(kind: str, name: str, spec: str) -> str:
    about = "covers: [service:email]" if kind != "SLA" else "service: email"
    rest = spec if "service:" in spec or "covers:" in spec else f"{about}, {spec}"
    return f"---\nkind: {kind}\nmetadata: {{name: {name}, owner: desk}}\nspec: {{{rest}}}\n"


def told(rule: str, *agreements: tuple[str, str, str], day: str = "2026-07-01", settings: str = "{}") -> list[str]:
    text = HEAD + "".join(agreement(*one) for one in agreements)
    findings = report_of(text, date.fromisoformat(day), settings).findings
    return [one.message for one in findings if one.rule == rule]


def sla(name: str, term: str, customer: str = "sales", more: str = "") -> tuple[str, str, str]:
    return ("SLA", name, f"customer: {customer}, status: agreed, term: {{{term}}}{more}")


OVERLAPS = [
    ("start: 2026-01-01, end: 2026-12-31", "start: 2027-01-01", 0),
    ("start: 2026-01-01, end: 2026-12-31", "start: 2026-12-31", 1),
    ("start: 2026-01-01", "start: 2027-01-01", 1),
    ("start: 2025-01-01, end: 2026-05-31", "start: 2026-05-01, end: 2026-12-31", 0),  # all of it is over
    ("start: 2025-01-01, end: 2026-07-01", "start: 2026-05-01, end: 2026-12-31", 1),  # not quite
    ("start: 2026-01-01, end: 2026-12-31", "start: 2026-01-01, end: 2026-12-31", 1),
]


@pytest.mark.parametrize(("first", "second", "count"), OVERLAPS)
def test_two_agreements_at_a_time(first: str, second: str, count: int) -> None:
    assert len(told("overlapping-agreements", sla("one", first), sla("two", second))) == count
    assert told("overlapping-agreements", sla("one", first), sla("two", second, "plant")) == []
    assert told("overlapping-agreements", sla("one", first), sla("two", second, more=", service: wiki")) == []


ENDS = [
    # the last day, what else is in the term, the day, whether it is told
    ("2026-12-31", "", "2026-11-30", False),
    ("2026-12-31", "", "2026-12-01", True),
    ("2026-12-31", ", noticePeriod: 90d", "2026-09-01", False),
    ("2026-12-31", ", noticePeriod: 90d", "2026-09-02", True),
    ("2026-12-31", ", renews: 12mo", "2026-12-31", False),
    ("2026-12-31", "", "2027-01-01", False),  # it has ended; that is history
    ("9999-12-31", "", "9999-12-31", True),
]


@pytest.mark.parametrize(("end", "more", "day", "expected"), ENDS)
def test_an_end_that_is_near(end: str, more: str, day: str, expected: bool) -> None:
    one = sla("one", f"start: 2026-01-01, end: {end}{more}")
    assert bool(told("agreement-ends-soon", one, day=day)) is expected


def test_who_follows_is_of_the_same_kind_customer_and_service() -> None:
    ending = sla("one", "start: 2026-01-01, end: 2026-07-31")
    assert told("agreement-ends-soon", ending) == [
        "sla:one ends in 30 days, on 2026-07-31, and nothing follows",
    ]
    assert told("agreement-ends-soon", ending, sla("two", "start: 2026-08-01")) == []
    assert told("agreement-ends-soon", ending, sla("two", "start: 2026-08-02"))
    assert told("agreement-ends-soon", ending, sla("two", "start: 2026-08-01", "plant"))
    assert told("agreement-ends-soon", ending, sla("two", "start: 2026-08-01", more=", service: wiki"))
    lead = "rules: {agreement-ends-soon: {lead: 10d}}"
    assert told("agreement-ends-soon", ending, settings=lead) == []


REPLACEMENTS = [
    ("start: 2026-01-01, end: 2027-12-31", 0),
    ("start: 2026-01-01", 0),
    ("start: 2026-01-01, end: 2027-12-30", 1),
    ("start: 2026-01-01, end: 2026-12-31, renews: 12mo, noticePeriod: 90d", 0),
    ("start: 2026-01-01, end: 2026-12-31, renews: 12mo, noticePeriod: 3mo", 0),
    ("start: 2026-01-01, end: 2026-12-31, renews: 12mo, noticePeriod: 89d", 1),
    ("start: 2026-01-01, end: 2026-12-31, renews: 12mo", 1),
    ("start: 2026-01-01, end: 2026-12-31, noticePeriod: 180d", 1),
]


@pytest.mark.parametrize(("term", "count"), REPLACEMENTS)
@pytest.mark.parametrize("named", [", supportedBy: [ola:below]", ""], ids=["named", "found"])
def test_support_that_ends_first(term: str, count: int, named: str) -> None:
    promise = sla("one", "start: 2026-01-01, end: 2027-12-31", more=named)
    below = ("OLA", "below", f"status: agreed, term: {{{term}}}")
    assert len(told("support-outlasts-promise", promise, below)) == count
    longer = ("OLA", "longer", "status: agreed, term: {start: 2026-01-01}")
    assert len(told("support-outlasts-promise", promise, below, longer)) == (count if named else 0)


def test_tiers_are_compared_metric_by_metric() -> None:
    silver = (
        "SLA",
        "silver",
        "tier: silver, objectives: [{metric: response-time, targets: {P1: 30m, P2: 2h}}, {metric: rto, target: 4h}]",
    )
    gold = "tier: gold, objectives: [{metric: response-time, targets: {P1: 15m, P2: 3h}}]"
    assert told("tiers-ordered", silver, ("SLA", "gold", gold)) == [
        "sla:gold promises no rto, sla:silver does",
        "response-time P2 of sla:gold is 3h, sla:silver promises 2h",
    ]
    assert told("tiers-ordered", silver, ("SLA", "gold", f"status: retired, {gold}")) == []
    assert told("tiers-ordered", ("SLA", "x", "tier: basic")) == ["there is no tier 'basic'"]
    assert told("tiers-ordered", ("SLA", "x", "tier: basic"), settings="rules: {tiers-ordered: {order: [basic]}}") == []


WINDOWS = [
    ("{period: month}", "99.9%", None),
    ("{period: quarter}", "99.9%", "99.7%"),
    ("{period: year}", "99.9%", "98.783333%"),
    ("{type: rolling, length: 30d}", "99.9%", None),
    ("{type: rolling, length: 90d}", "99.9%", "99.7%"),
    ("{period: quarter}", "99.97%", None),  # even one bad month is good enough
]


@pytest.mark.parametrize(("window", "share", "least"), WINDOWS)
def test_support_measured_over_longer_windows(window: str, share: str, least: str | None) -> None:
    promise = ("SLA", "one", "window: {period: month}, objectives: [{metric: availability, target: 99.9%}]")
    below = f"status: agreed, window: {window}, objectives: [{{metric: availability, target: {share}}}]"
    found = told("windows-comparable", promise, ("OLA", "below", below))
    expected = f"sla:one promises 99.9% of a 30-day month, ola:below may come down to {least} in one"
    assert found == ([expected] if least else [])


CREDITS = [
    ("{metric: response-time, priority: P1, above: 15m, credit: 5%}", []),
    (
        "{metric: response-time, priority: P1, above: 10m, credit: 5%}",
        ["a credit is due above 10m, where the 15m that are promised are still kept"],
    ),
    ("{metric: response-time, priority: P2, above: 10m, credit: 5%}", []),  # nothing is promised for P2
    (
        "{metric: rto, above: 4h, credit: 5%}",
        ["sla:one gives a credit for rto, and doesn't promise it"],
    ),
    (
        "{metric: availability, below: 99%, credit: 5%}, {metric: availability, below: 99%, credit: 9%}",
        ["two credits begin at 99%"],
    ),
    (
        "{metric: availability, below: 99%, credit: 5%},"
        ' {metric: availability, below: 98%, penalty: {amount: "1", currency: EUR}}',
        [],  # a share and an amount can't be compared
    ),
]


@pytest.mark.parametrize(("steps", "expected"), CREDITS)
def test_credits(steps: str, expected: list[str]) -> None:
    promised = "[{metric: availability, target: 99.9%}, {metric: response-time, targets: {P1: 15m}}]"
    assert told("credits-monotone", ("SLA", "one", f"objectives: {promised}, credits: [{steps}]")) == expected


def test_a_circle_of_three_is_told_once() -> None:
    circle = [
        ("OLA", "a", "supportedBy: [ola:b]"),
        ("OLA", "b", "supportedBy: [ola:c]"),
        ("OLA", "c", "supportedBy: [ola:a]"),
    ]
    assert told("support-circle", *circle) == ["these agreements support one another: ola:a → ola:b → ola:c → ola:a"]
    ring = [
        ("SLA", "a", "extends: b"),
        ("SLA", "b", "extends: c"),
        ("SLA", "c", "extends: b"),
    ]
    assert told("extends-circle", *ring) == ["these agreements extend one another: sla:b → sla:c → sla:b"]


def test_a_template_leaves_open_what_others_say() -> None:
    template = "---\nkind: SLA\nmetadata: {name: standard, owner: desk}\nspec: {status: template, tier: gold}\n"
    assert report_of(HEAD + template).findings == ()
