"""What an outage costs: a table of outages and what they are charged, and the start at which they cost least."""

from datetime import datetime
from fractions import Fraction

import pytest

from itsm_as_code.graph import Cost, Impact, Level, Quiet, Scenario, impact, quietest
from tests.landscapes import TODAY, landscape_of, ref

HOUSE = """\
kind: Service
metadata: {name: shop}
spec: {dependsOn: [{ref: ci:db, tolerates: 30m}, {ref: ci:db, mode: soft}]}
---
kind: CI
metadata: {name: db}
spec: {type: database}
---
kind: Calendar
metadata: {name: office}
spec: {timezone: Asia/Shanghai, hours: {mon-fri: ["09:00-17:00"]}, holidays: {also: [2026-11-25]}}
---
kind: Calendar
metadata: {name: patching}
spec: {timezone: Asia/Shanghai, hours: {mon: ["09:00-10:00"]}}
---
kind: SLA
metadata: {name: gold}
spec:
  service: shop
  status: agreed
  WORDS
"""
AVAILABLE = "objectives: [{metric: availability, target: 99%}]"
HALF = f"{AVAILABLE}\n  degradedCountsAs: 0.5"
OFFICE = f"{AVAILABLE}\n  hours: office"
WEEK = f"{OFFICE}\n  window: {{period: week, timezone: Asia/Shanghai}}"


def outage(words: str, start: str | None, hours: float | None, level: Level = Level.DOWN) -> Impact:
    seconds = None if hours is None else int(hours * 3600)
    begin = datetime.fromisoformat(start) if start else None
    scenario = Scenario({ref("ci:db"): level}, seconds, begin)
    return impact(landscape_of(HOUSE.replace("WORDS", words)), scenario, TODAY)


def cost(words: str, start: str, hours: float | None, level: Level = Level.DOWN) -> Cost:
    (found,) = outage(words, start, hours, level).costs
    return found


MONDAY = "2026-11-23T10:00+08:00"
DAY = 86_400
CHARGED = [
    # agreement                                     start      hours  lost by window   budget of the first, in seconds
    (AVAILABLE, MONDAY, 2, [5_400], 30 * DAY // 100),
    (AVAILABLE, MONDAY, 0.5, [0], 30 * DAY // 100),
    (HALF, MONDAY, 2, [900 + 5_400], 30 * DAY // 100),
    (HALF, MONDAY, 0.25, [450], 30 * DAY // 100),
    (OFFICE, MONDAY, 2, [5_400], 20 * 8 * 36),
    (OFFICE, "2026-11-23T16:00+08:00", 2, [1_800], 20 * 8 * 36),
    (OFFICE, "2026-11-24T17:00+08:00", 24, [0], 20 * 8 * 36),  # the next day is a holiday
    (WEEK, "2026-11-27T16:00+08:00", 72, [1_800, 7 * 3_600], 4 * 8 * 36),
    (f"{OFFICE}\n  exclusions: [patching]", "2026-11-23T08:00+08:00", 3, [3_600], (20 * 8 - 5) * 36),
    (f"{AVAILABLE}\n  term: {{start: 2026-01-01, end: 2026-11-23}}", "2026-11-23T23:00Z", 3, [1_800], 30 * DAY // 100),
    (f"{AVAILABLE}\n  window: {{type: rolling, length: 7d}}", MONDAY, 2, [5_400], 7 * DAY // 100),
    (f"{AVAILABLE}\n  window: {{type: rolling, length: 1d}}", MONDAY, 30, [23.5 * 3_600, 6 * 3_600], DAY // 100),
]


@pytest.mark.parametrize(("words", "start", "hours", "lost", "budget"), CHARGED)
def test_what_is_charged(words: str, start: str, hours: float, lost: list[float], budget: int) -> None:
    found = cost(words, start, hours)
    assert [one.lost for one in found.charges] == lost
    assert found.charges[0].budget == budget
    assert found.verdict == ("breach" if lost[0] > budget or found.charges[-1].breach else "within")
    assert found.charges[0].share == Fraction(lost[0]) / budget


def test_of_several_windows_the_worst_one_is_told() -> None:
    found = cost(WEEK, "2026-11-27T16:45+08:00", 72)
    assert [one.breach for one in found.charges] == [False, True]
    assert found.worst == found.charges[1]


def test_a_promise_of_everything_has_no_budget_and_is_broken_by_a_second() -> None:
    found = cost(AVAILABLE.replace("99%", "100%"), MONDAY, 1)
    assert (found.verdict, found.charges[0].budget, found.charges[0].share) == ("breach", 0, None)
    assert cost(AVAILABLE.replace("99%", "100%"), MONDAY, 0.5).verdict == "within"


def test_without_an_availability_there_is_a_loss_and_no_verdict() -> None:
    found = cost("objectives: [{metric: response-time, targets: {P1: 4h}}]", MONDAY, 2)
    assert (found.lost, found.verdict, found.charges[0].budget) == (5_400, None, None)


def test_without_an_end_the_moment_is_told_at_which_the_budget_is_used_up() -> None:
    found = cost(OFFICE, MONDAY, None)
    assert (found.charges, found.verdict) == ((), None)
    assert found.spent == datetime.fromisoformat("2026-11-23T12:06:00+08:00")  # 96 minutes after half past ten
    assert cost(OFFICE, MONDAY, 2).spent is None
    assert cost(OFFICE, MONDAY, 3).spent == found.spent


def test_without_a_start_nothing_is_reckoned() -> None:
    found = outage(OFFICE, None, 2)
    assert (found.costs, len(found.agreements)) == ((), 1)


@pytest.mark.parametrize(
    ("start", "touched"),
    [("2026-11-30T23:00Z", 1), ("2026-12-01T00:00Z", 0), ("2026-10-31T23:00Z", 1), ("2026-10-31T22:00Z", 0)],
)
def test_an_agreement_is_touched_while_it_runs(start: str, touched: int) -> None:
    found = outage(f"{AVAILABLE}\n  term: {{start: 2026-11-01, end: 2026-11-30}}", start, 2)
    assert len(found.agreements) == touched


def test_a_failure_that_only_degrades_costs_what_the_agreement_says() -> None:
    assert cost(HALF, MONDAY, 2, Level.DEGRADED).lost == Fraction(5_400, 2)
    assert cost(AVAILABLE, MONDAY, 2, Level.DEGRADED).lost == 0


def quiet(words: str, start: str, hours: float, days: float) -> Quiet:
    found = outage(words, start, hours)
    landscape = landscape_of(HOUSE.replace("WORDS", words))
    return quietest(landscape, found.courses, int(hours * 3600), datetime.fromisoformat(start), int(days * DAY))


QUIET = [
    # agreement       from                         hours  days  quietest start               share
    (OFFICE, MONDAY, 2, 14, "2026-11-23T16:30:00+08:00", 0),  # it is felt after half an hour
    (OFFICE, "2026-11-23T18:00+08:00", 2, 14, "2026-11-23T18:00:00+08:00", 0),
    (OFFICE, MONDAY, 2, 0.25, "2026-11-23T16:00:00+08:00", Fraction(1_800, 5_760)),
    (AVAILABLE, MONDAY, 2, 14, "2026-12-01T07:30:00+08:00", Fraction(5_400 * 100, 31 * DAY)),  # a longer month
]


@pytest.mark.parametrize(("words", "start", "hours", "days", "found", "share"), QUIET)
def test_the_quietest_start(words: str, start: str, hours: float, days: float, found: str, share: Fraction) -> None:
    best = quiet(words, start, hours, days)
    assert (best.start.isoformat(), best.share) == (found, share)
