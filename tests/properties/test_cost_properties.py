"""What an outage costs, counted minute by minute by somebody who knows nothing of stretches; and the quietest start."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itsm_as_code.graph import Impact, Level, Scenario, impact, quietest
from tests.landscapes import TODAY, landscape_of_files, ref

MINUTE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = ["UTC", "Asia/Shanghai", "Europe/Amsterdam", "America/New_York"]
STARTS = [
    datetime(2026, 3, 27, 20, tzinfo=UTC),  # clocks go forward in Amsterdam on the 29th
    datetime(2026, 10, 23, 22, tzinfo=UTC),  # and back on the 25th of October
    datetime(2026, 11, 29, 12, tzinfo=UTC),  # the end of a month
    datetime(2026, 12, 30, 6, tzinfo=UTC),  # and of a year
]
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Promise:
    """One SLA of a random landscape, as plain data, and what a minute means to it."""

    calendar: dict[str, Any] | None
    exclusion: dict[str, Any] | None
    window: dict[str, Any]
    target: str
    degraded: float | None
    term: dict[str, str] | None
    needs: list[dict[str, Any]]

    def serves(self, minute: datetime) -> bool:
        served = self.calendar is None or _open(self.calendar, minute)
        return served and not (self.exclusion and _open(self.exclusion, minute)) and self._runs(minute)

    def in_hours(self, minute: datetime) -> bool:
        served = self.calendar is None or _open(self.calendar, minute)
        return served and not (self.exclusion and _open(self.exclusion, minute))

    def _runs(self, minute: datetime) -> bool:
        day = minute.astimezone(ZoneInfo(self.window["timezone"])).date().isoformat()
        return self.term is None or self.term["start"] <= day <= self.term["end"]

    def window_at(self, minute: datetime) -> tuple[int, ...]:
        day = minute.astimezone(ZoneInfo(self.window["timezone"])).date()
        return (*day.isocalendar()[:2],) if self.window["period"] == "week" else (day.year, day.month, day.day)

    @cached_property
    def allowed(self) -> Fraction:
        return 1 - Fraction(self.target[:-1]) / 100


def _open(calendar: dict[str, Any], minute: datetime) -> bool:
    local = minute.astimezone(ZoneInfo(calendar["timezone"]))
    if local.date().isoformat() in calendar.get("holidays", {}).get("also", ()):
        return False
    clock = f"{local:%H:%M}"
    stretches = (one.split("-") for one in calendar["hours"].get(DAYS[local.weekday()], ()))
    return any(first <= clock < last for first, last in stretches)


@st.composite
def calendars(draw: st.DrawFn) -> dict[str, Any]:
    hours = {}
    for day in draw(st.sets(st.sampled_from(DAYS), min_size=1)):
        first, last = sorted(draw(st.lists(st.integers(0, 47), min_size=2, max_size=2, unique=True)))
        hours[day] = [f"{first // 2:02}:{first % 2 * 30:02}-{last // 2:02}:{last % 2 * 30:02}"]
    off = draw(st.lists(st.sampled_from(["2026-03-28", "2026-10-25", "2026-11-30"]), max_size=2, unique=True))
    return {"timezone": draw(st.sampled_from(ZONES)), "hours": hours, "holidays": {"also": off}}


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    needs: list[dict[str, Any]] = [{"ref": "ci:db"}]
    needs[0] |= draw(st.sampled_from([{}, {"tolerates": "25m"}, {"tolerates": "3h"}, {"mode": "soft"}]))
    needs += draw(st.sampled_from([[], [{"ref": "ci:db", "mode": "soft"}], [{"ref": "ci:db", "tolerates": "7h"}]]))
    return Promise(
        draw(st.none() | calendars()),
        draw(st.none() | calendars()),
        {
            "type": "calendar",
            "period": draw(st.sampled_from(["day", "week"])),
            "timezone": draw(st.sampled_from(ZONES)),
        },
        draw(st.sampled_from(["99.9%", "99%", "90%", "100%"])),
        draw(st.sampled_from([None, 0.5, 0.1, 1])),
        draw(st.sampled_from([None, {"start": "2026-03-29", "end": "2026-11-29"}])),
        needs,
    )


def landscape(found: list[Promise]) -> Any:
    documents: list[dict[str, Any]] = [{"kind": "CI", "metadata": {"name": "db"}, "spec": {"type": "server"}}]
    for number, one in enumerate(found):
        spec = {
            "service": f"s{number}",
            "status": "agreed",
            "window": one.window,
            "objectives": [{"metric": "availability", "target": one.target}],
        }
        documents.append({"kind": "Service", "metadata": {"name": f"s{number}"}, "spec": {"dependsOn": one.needs}})
        for key, calendar in (("hours", one.calendar), ("exclusions", one.exclusion)):
            if calendar:
                documents.append({"kind": "Calendar", "metadata": {"name": f"{key}{number}"}, "spec": calendar})
                spec[key] = f"hours{number}" if key == "hours" else [f"exclusions{number}"]
        spec |= {"degradedCountsAs": one.degraded} if one.degraded is not None else {}
        spec |= {"term": one.term} if one.term else {}
        documents.append({"kind": "SLA", "metadata": {"name": f"a{number}"}, "spec": spec})
    texts = (json.dumps({"apiVersion": "itsm/v1", **one}) for one in documents)
    return landscape_of_files({"all.yaml": "\n---\n".join(texts)})


def outage(found: list[Promise], start: datetime | None, minutes: int) -> Impact:
    return impact(landscape(found), Scenario({ref("ci:db"): Level.DOWN}, minutes * 60, start), TODAY)


def weights(one: Promise, course: Any, minutes: int) -> Iterator[Fraction]:
    """What each minute of the outage counts, were it in service hours."""
    down, worse = course.get(Level.DOWN), course.get(Level.DEGRADED)
    for minute in range(minutes):
        if down is not None and minute * 60 >= down:
            yield Fraction(1)
        elif worse is not None and minute * 60 >= worse:
            yield Fraction(str(one.degraded or 0))
        else:
            yield Fraction(0)


def by_minutes(one: Promise, course: Any, start: datetime, minutes: int) -> dict[tuple[int, ...], Fraction]:
    """Seconds lost in each window."""
    found: dict[tuple[int, ...], Fraction] = {}
    for number, weight in enumerate(weights(one, course, minutes)):
        minute = start + number * MINUTE
        if weight and one.serves(minute):
            window = one.window_at(minute)
            found[window] = found.get(window, Fraction(0)) + 60 * weight
    return found


def budget(one: Promise, inside: datetime) -> Fraction:
    first = inside.astimezone(UTC)  # where a minute later is a minute later
    window = one.window_at(first)
    while one.window_at(first - MINUTE) == window:
        first -= MINUTE
    served = 0
    while one.window_at(first) == window:
        served += one.in_hours(first)
        first += MINUTE
    return one.allowed * served * 60


@MANY
@given(promises(), st.sampled_from(STARTS), st.integers(0, 2880), st.integers(1, 2000))
def test_cost_is_that_of_counting_minutes(one: Promise, first: datetime, later: int, minutes: int) -> None:
    start = first + later * MINUTE
    answer = outage([one], start, minutes)
    for cost in answer.costs:
        expected = by_minutes(one, answer.courses[cost.service], start, minutes)
        charged = {one.window_at(charge.start): charge for charge in cost.charges}
        assert {window: charge.lost for window, charge in charged.items() if charge.lost} == expected
        for charge in charged.values():
            assert charge.budget == budget(one, charge.start)
        assert cost.breach == any(lost > budget(one, charged[window].start) for window, lost in expected.items())
    if ref("service:s0") in answer.courses and not answer.costs:
        assert not any(one.serves(start + number * MINUTE) for number in range(minutes))


def ranks(found: list[Promise], courses: list[Any], first: datetime, minutes: int, within: int) -> Any:
    """The least (losses without a budget, shares, agreements hit, start) of all minutes, by sums over minutes."""
    ranked = [[0, Fraction(0), 0] for _ in range(within + 1)]
    moments = [first + number * MINUTE for number in range(within + minutes + 1)]
    for one, course in zip(found, courses, strict=True):
        windows = [one.window_at(moment) for moment in moments]
        serves = [one.serves(moment) for moment in moments]
        budgets = {window: budget(one, moments[windows.index(window)]) for window in dict.fromkeys(windows)}
        served = {
            window: list(accumulate((a and b == window for a, b in zip(serves, windows, strict=True)), initial=0))
            for window in budgets
        }
        worse, down = (course.get(level, minutes * 60) // 60 for level in (Level.DEGRADED, Level.DOWN))
        weight = Fraction(str(one.degraded or 0))
        for start, rank in enumerate(ranked):
            lost = {
                window: 60 * (weight * (at[start + down] - at[start + worse]) + at[start + minutes] - at[start + down])
                for window, at in served.items()
            }
            rank[0] += sum(1 for window, seconds in lost.items() if seconds and not budgets[window])
            rank[1] += sum((lost[window] / allowed for window, allowed in budgets.items() if allowed), Fraction(0))
            rank[2] += any(lost.values())
    return min((*rank, start) for start, rank in enumerate(ranked))


@MANY
@given(
    st.lists(promises(), min_size=1, max_size=3),
    st.sampled_from(STARTS),
    st.integers(1, 600),
    st.integers(1, 1500),
)
def test_quietest_start_is_that_of_trying_every_minute(
    found: list[Promise], first: datetime, minutes: int, within: int
) -> None:
    answer = outage(found, None, minutes)
    quiet = quietest(landscape(found), answer.courses, minutes * 60, first, within * 60)
    courses = [answer.courses.get(ref(f"service:s{number}"), {}) for number in range(len(found))]
    broken, share, hit, start = ranks(found, courses, first, minutes, within)
    assert quiet.start == first + start * MINUTE
    assert quiet.share == share
    assert sum(one.lost > 0 for one in quiet.costs) == hit
    assert sum(one.breach and one.share is None for cost in quiet.costs for one in cost.charges) == broken


@MANY
@given(
    st.lists(promises(), min_size=2, max_size=3),
    st.sampled_from(STARTS),
    st.integers(1, 300),
    st.integers(1, 600),
    st.sampled_from([720, 1440, 4320]),
)
def test_no_minute_is_quieter_where_windows_roll(
    found: list[Promise], first: datetime, minutes: int, within: int, length: int
) -> None:
    """Between minutes there may be a quieter second, so that this only says what no start may beat."""
    rolling = [replace(one, window={"type": "rolling", "length": f"{length}m"}, term=None) for one in found]
    answer = outage(rolling, None, minutes)
    quiet = quietest(landscape(rolling), answer.courses, minutes * 60, first, within * 60)
    courses = [answer.courses.get(ref(f"service:s{number}"), {}) for number in range(len(found))]
    moments = [first + number * MINUTE for number in range(within + max(minutes, length) + minutes + 1)]
    hours = [list(accumulate((one.in_hours(moment) for moment in moments), initial=0)) for one in rolling]
    for start in range(within + 1):
        broken, share = 0, Fraction(0)
        for one, course, at in zip(rolling, courses, hours, strict=True):
            for since in range(start, start + minutes, length):
                until = min(since + length, start + minutes)
                lost = rolled_loss(one, course, at, start, minutes, since, until)
                allowed = one.allowed * (at[since + length] - at[since])
                broken += bool(lost and not allowed)
                share += lost / allowed if allowed else 0
        now = sum(one.breach and one.share is None for cost in quiet.costs for one in cost.charges)
        assert (now, quiet.share) <= (broken, share)


def rolled_loss(one: Promise, course: Any, at: list[int], start: int, minutes: int, since: int, until: int) -> Fraction:
    """Minutes lost from `since` to `until`, of an outage from `start`."""
    worse, down = (start + course.get(level, minutes * 60) // 60 for level in (Level.DEGRADED, Level.DOWN))
    worse, down = (min(max(moment, since), until) for moment in (worse, down))
    return Fraction(str(one.degraded or 0)) * (at[down] - at[worse]) + at[until] - at[down]
