"""The worst wait, against every start of a week in small steps, and weeks that people can follow by hand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours import ALWAYS, Hours, worst_wait
from itsm_as_code.hours._reference_weeks import reference_weeks
from tests.hours._calendars import any_hours, calendar

H = 3_600
BERLIN, SHANGHAI, NEW_YORK, HOWE = "Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"
OFFICE = calendar(BERLIN, {"mon-fri": ["09:00-17:00"]})
NEVER = calendar(BERLIN, {})

WORST = [
    # (promise, supports, need, worst wait in hours, start, whether just after)
    (ALWAYS, [(ALWAYS, 4 * H)], 1, 4, "Mon 00:00", False),
    (OFFICE, [(OFFICE, 4 * H)], 1, 4, "Mon 09:00", False),
    (OFFICE, [(ALWAYS, 4 * H)], 1, 4, "Mon 09:00", False),
    # Friday at 17:00 it closes, 64 hours later it opens, and takes its time.
    (ALWAYS, [(OFFICE, 2 * H)], 1, 66, "Fri 17:00", False),
    (ALWAYS, [(OFFICE, 8 * H)], 1, 72, "Fri 17:00", False),
    # An hour from 15:00 is done at 16:00; from a moment later, on the next day, before the promise counts again.
    (OFFICE, [(calendar(BERLIN, {"mon-fri": ["08:00-16:00"]}), H)], 1, 2, "Mon 15:00", True),
    (calendar(BERLIN, {"mon-fri": ["09:00-12:00"]}), [(OFFICE, 8 * H)], 1, 3, "Mon 09:00", False),
    (ALWAYS, [(OFFICE, 0)], 1, 0, "Mon 00:00", False),
    # The first of two, the second of two.
    (ALWAYS, [(OFFICE, 2 * H), (ALWAYS, 24 * H)], 1, 24, "Fri 17:00", False),
    (ALWAYS, [(OFFICE, 2 * H), (ALWAYS, 24 * H)], 2, 66, "Fri 17:00", False),
    (ALWAYS, [(OFFICE, 2 * H)], 0, 0, "Mon 00:00", False),
]


@pytest.mark.parametrize(("promise", "supports", "need", "hours", "start", "late"), WORST)
def test_worst_wait(
    promise: Hours, supports: list[tuple[Hours, int]], need: int, hours: int, start: str, late: bool
) -> None:
    found = worst_wait(promise, supports, need)
    assert (found.seconds, found.just_after) == (hours * H, late)
    assert f"{found.start:%a %H:%M}" == start


def test_of_equal_waits_the_one_that_is_easiest_to_follow_is_told() -> None:
    support = calendar(BERLIN, {"mon": ["09:00-17:00"]})
    found = worst_wait(ALWAYS, [(support, 4 * H)], 1)
    # A moment after 13:00 it is as long: until 09:00 a week later.
    assert (found.seconds, found.just_after, f"{found.start:%a %H:%M}") == ((7 * 24 - 4) * H, False, "Mon 17:00")
    assert found.done is not None
    assert f"{found.done:%a %H:%M}" == "Mon 13:00"
    assert found.done - found.start == timedelta(hours=7 * 24 - 4)


@pytest.mark.parametrize("supports", [[], [(NEVER, H)], [(NEVER, H), (OFFICE, H)]])
def test_what_is_never_done(supports: list[tuple[Hours, int]]) -> None:
    found = worst_wait(OFFICE, supports, max(1, len(supports)))
    assert (found.seconds, found.done) == (None, None)


def test_a_closed_support_that_has_nothing_to_do() -> None:
    assert worst_wait(OFFICE, [(NEVER, 0)], 1).seconds == 0


def test_a_promise_that_never_counts() -> None:
    assert worst_wait(NEVER, [(OFFICE, H)], 1).seconds == 0


def test_enough_said_by_a_function() -> None:
    supports = [(OFFICE, H), (ALWAYS, 2 * H), (ALWAYS, 100 * H)]
    enough = {1: lambda done: 1 in done, 2: lambda done: {0, 1} <= done, 0: lambda _: True, 9: lambda _: False}
    found = {need: worst_wait(ALWAYS, supports, function).seconds for need, function in enough.items()}
    assert found == {1: 2 * H, 2: 65 * H, 0: 0, 9: None}


def test_the_worst_of_the_year_is_when_clocks_drift_apart() -> None:
    support = calendar(NEW_YORK, {"mon-fri": ["09:00-17:00"]})
    promise = calendar(BERLIN, {"mon-fri": ["15:00-23:00"]})
    found = worst_wait(promise, [(support, H)], 1)
    # The same hours, but in the weeks in which New York is an hour ahead of its time: there it closes at 22:00.
    assert (found.seconds, found.just_after) == (2 * H, True)
    assert found.start.isoformat() == "2026-03-09T21:00:00+01:00"


def test_weeks_hold_every_way_in_which_clocks_stand_to_each_other() -> None:
    weeks = reference_weeks(BERLIN, (NEW_YORK, SHANGHAI))
    assert {week.shifts for week in weeks} == {(6 * H, -7 * H), (5 * H, -7 * H), (6 * H, -6 * H)}
    assert {week.shifts for week in reference_weeks("UTC", (HOWE,))} == {(-11 * H,), (-10 * H - 1_800,)}
    assert all(week.moment(0).strftime("%a %H:%M:%S") == "Mon 00:00:00" for week in weeks)


STEP = 1_200
"""Seconds: everything happens at whole hours, so between them two more points tell what lies right after and before."""
WEEKS = 15
"""As long as the longest wait: twelve hours of one a week, and what is before and after."""


def _opens(hours: Hours, shift: int) -> list[int]:
    """Seconds worked until each step, from a Monday of the clock that waits are told in."""
    week = [
        any(a * 60 <= second % 86_400 < b * 60 for a, b in hours.week[second // 86_400 % 7])
        for second in range(-shift, 604_800 - shift, STEP)
    ]
    return [0, *accumulate(STEP * one for one in week * WEEKS)]


def _wait(counting: list[int], working: Sequence[tuple[list[int], int]], need: int, start: int) -> float:
    ends = sorted(bisect_left(sums, sums[start] + time, start) for sums, time in working)
    return counting[ends[need - 1]] - counting[start] if ends[need - 1] < len(counting) else float("inf")


def _worst(wait: Callable[[int], float]) -> float:
    """Over all starts of a week; a wait is straight between two hours, so its ends are where two points lead."""
    found = []
    for hour in range(0, 504, 3):
        one, two = wait(hour + 1), wait(hour + 2)
        found += [wait(hour), 2 * one - two, 2 * two - one] if two < float("inf") else [two]
    return max(found)


CLOCKS = {"UTC": (0, 0), "Asia/Tokyo": (9, 9), "Europe/Berlin": (1, 2), "Europe/London": (0, 1)}
"""Hours ahead of UTC in January and in July; those that change do so at once."""
ANY = any_hours(zones=tuple(CLOCKS), step=60, holidays=False)
SUPPORTS = st.lists(st.tuples(ANY, st.integers(0, 12).map(lambda hours: hours * H)), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(ANY, SUPPORTS, st.data())
def test_against_every_start_of_a_week(promise: Hours, supports: list[tuple[Hours, int]], data: st.DataObject) -> None:
    need = data.draw(st.integers(1, len(supports)))
    expected = 0.0
    for season in (0, 1):
        clock = CLOCKS[promise.timezone][season]
        counting = _opens(promise, 0)
        working = [(_opens(one, (clock - CLOCKS[one.timezone][season]) * H), time) for one, time in supports]
        expected = max(expected, _worst(partial(_wait, counting, working, need)))
    found = worst_wait(promise, supports, need)
    assert (float("inf") if found.seconds is None else found.seconds) == expected
    if found.seconds is not None and found.done is not None and not found.just_after:
        assert found.start <= found.done
