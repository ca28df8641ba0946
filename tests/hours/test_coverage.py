"""Whether hours lie within others: tables by hand, the minute-by-minute reference, an independent library."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours import ALWAYS, Hours, uncovered
from tests.hours._calendars import (
    ZONES,
    any_hours,
    at,
    calendar,
    days_apart,
    intervals,
    k_of_n,
    open_at,
    pairs,
    seconds_of,
)

BERLIN, LONDON, SHANGHAI, NEW_YORK = "Europe/Berlin", "Europe/London", "Asia/Shanghai", "America/New_York"
OFFICE = {"mon-fri": ["09:00-17:00"]}
ALL = {"mon-sun": ["00:00-24:00"]}
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def gaps(inner: Hours, outer: list[Hours], need: int = 1, days: tuple[date, date] = YEAR) -> list[str]:
    """`start to end` of what is uncovered."""
    found = uncovered(inner, outer, need, *days)
    return [f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}" for start, end in found]


INSIDE = [
    (calendar(BERLIN, OFFICE), calendar(BERLIN, OFFICE)),
    (calendar(BERLIN, OFFICE), calendar(BERLIN, {"mon-fri": ["09:00-12:00", "12:00-17:00"]})),
    (calendar(BERLIN, OFFICE), calendar(BERLIN, {"mon-fri": ["00:00-24:00"]})),
    (calendar(BERLIN, OFFICE), ALWAYS),
    (calendar(BERLIN, OFFICE, country="DE"), calendar(BERLIN, OFFICE, country="DE", except_=["2026-05-01"])),
    (calendar(BERLIN, OFFICE, country="DE", subdivision="BY"), calendar(BERLIN, OFFICE, country="DE")),
    (calendar(BERLIN, {}), calendar(BERLIN, {})),
    # The same hours in two zones that change on the same day.
    (calendar(BERLIN, {"mon-fri": ["10:00-18:00"]}), calendar(LONDON, OFFICE)),
    # Over midnight in one zone, not in the other.
    (
        calendar(SHANGHAI, {"sat": ["00:00-02:00"], "fri": ["22:00-24:00"]}),
        calendar("UTC", {"fri": ["14:00-18:00"]}),
    ),
]


@pytest.mark.parametrize(("inner", "outer"), INSIDE)
def test_inside(inner: Hours, outer: Hours) -> None:
    assert gaps(inner, [outer]) == []


OUTSIDE: list[tuple[Hours, Hours, int, str]] = [
    # (inner, outer, how many gaps in 2026, the first of them)
    (ALWAYS, calendar("UTC", {"mon-sun": ["00:00-23:59"]}), 365, "2026-01-01 23:59 to 2026-01-02 00:00"),
    (calendar(BERLIN, OFFICE), calendar(BERLIN, {}), 261, "2026-01-01 09:00 to 2026-01-01 17:00"),
    (calendar(BERLIN, OFFICE), calendar(BERLIN, OFFICE, country="NL"), 7, "2026-01-01 09:00 to 2026-01-01 17:00"),
    (
        calendar(BERLIN, OFFICE, country="DE"),
        calendar(BERLIN, OFFICE, country="DE", subdivision="BY"),
        2,  # Epiphany and Corpus Christi; All Saints is a Sunday
        "2026-01-06 09:00 to 2026-01-06 17:00",
    ),
    # Three weeks in spring and one in autumn, the ocean is an hour narrower.
    (
        calendar(BERLIN, {"mon-fri": ["15:00-23:00"]}),
        calendar(NEW_YORK, OFFICE),
        20,
        "2026-03-09 22:00 to 2026-03-09 23:00",
    ),
    # Lord Howe's half hour, over 26 weeks of winter.
    (
        calendar("Australia/Lord_Howe", {"mon-fri": ["08:30-09:00"]}),
        calendar("UTC", {"sun-thu": ["21:30-22:00"]}),
        130,
        "2026-04-06 08:30 to 2026-04-06 09:00",
    ),
    # The hour that Berlin shows twice takes two of Tunis, which never changes; in winter they are one clock.
    (
        calendar(BERLIN, {"sun": ["02:00-03:00"]}),
        calendar("Africa/Tunis", {"sun": ["01:00-02:00"]}),
        22,
        "2026-01-04 02:00 to 2026-01-04 03:00",
    ),
]


@pytest.mark.parametrize(("inner", "outer", "count", "first"), OUTSIDE)
def test_outside(inner: Hours, outer: Hours, count: int, first: str) -> None:
    found = gaps(inner, [outer])
    assert (len(found), "".join(found[:1])) == (count, first)


DAY = calendar("UTC", {"mon-fri": ["06:00-18:00"]})
EVENING = calendar("UTC", {"mon-fri": ["14:00-22:00"]})
WEEK = (date(2026, 6, 1), date(2026, 6, 1))

TOGETHER: list[tuple[dict[str, Any], list[Hours], int, list[str]]] = [
    ({"mon-fri": ["08:00-20:00"]}, [DAY, EVENING], 1, []),
    ({"mon-fri": ["08:00-20:00"]}, [DAY, EVENING], 2, ["08:00 to 14:00", "18:00 to 20:00"]),
    ({"mon-fri": ["08:00-20:00"]}, [DAY, EVENING, ALWAYS], 2, []),
    ({"mon-fri": ["08:00-20:00"]}, [DAY, DAY], 2, ["18:00 to 20:00"]),
    ({"mon-fri": ["05:00-23:00"]}, [DAY, EVENING], 1, ["05:00 to 06:00", "22:00 to 23:00"]),
    ({"mon-fri": ["08:00-20:00"]}, [DAY], 0, []),
    ({"mon-fri": ["08:00-20:00"]}, [], 1, ["08:00 to 20:00"]),
    ({"mon-fri": ["08:00-20:00"]}, [ALWAYS], 2, ["08:00 to 20:00"]),
]


@pytest.mark.parametrize(("inner", "outer", "need", "expected"), TOGETHER)
def test_so_many_of_several(inner: dict[str, Any], outer: list[Hours], need: int, expected: list[str]) -> None:
    found = uncovered(calendar("UTC", inner), outer, need, *WEEK)
    assert [f"{start:%H:%M} to {end:%H:%M}" for start, end in found] == expected


def test_over_new_year_a_gap_is_one() -> None:
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert gaps(ALWAYS, [calendar("UTC", {})], days=days) == ["2026-12-31 00:00 to 2027-01-02 00:00"]


def test_days_are_those_of_the_inner_hours() -> None:
    days = (date(2026, 6, 1), date(2026, 6, 1))
    found = uncovered(calendar(SHANGHAI, ALL), [calendar("UTC", {})], 1, *days)
    assert [(start.isoformat(), end.isoformat()) for start, end in found] == [
        ("2026-06-01T00:00:00+08:00", "2026-06-02T00:00:00+08:00")
    ]


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        (date(2026, 1, 1), date.max, "2026-01-01", "2056-01-02"),
        (date.min, date.max, "2000-01-01", "2030-01-02"),
        (date.min, date(1950, 1, 1), "1950-01-01", "1950-01-02"),
        (date(9999, 12, 1), date.max, "9999-12-01", "9999-12-30"),
        (date(2024, 2, 29), date.max, "2024-02-29", "2054-02-02"),
    ],
)
def test_of_a_long_time_thirty_years_are_looked_at(first: date, last: date, start: str, end: str) -> None:
    ((found, until),) = uncovered(ALWAYS, [calendar("UTC", {})], 1, first, last)
    assert (f"{found:%Y-%m-%d}".zfill(10), f"{until:%Y-%m-%d}") == (start, end)


CHANGING_DAYS = st.sampled_from([date(2026, 3, 28), date(2026, 4, 4), date(2026, 9, 5), date(2026, 10, 24)])


@settings(max_examples=40, deadline=None)
@given(any_hours(), st.lists(any_hours(), max_size=3), st.integers(1, 3), CHANGING_DAYS)
def test_uncovered_minute_by_minute(inner: Hours, outer: list[Hours], need: int, first: date) -> None:
    found = intervals((seconds_of(a), seconds_of(b)) for a, b in uncovered(inner, outer, need, first, first))
    start = at(inner.timezone, f"{first} 00:00")
    for minute in range(25 * 60):
        moment = start.astimezone(at("UTC", "2026-01-01").tzinfo) + timedelta(minutes=minute)
        if moment.astimezone(start.tzinfo).date() == first:
            alone = open_at(inner, moment) and sum(open_at(one, moment) for one in outer) < need
            assert (seconds_of(moment) in found) == alone


STEADY = ("UTC", "Asia/Kathmandu", "Asia/Tokyo")


@settings(max_examples=40, deadline=None)
@given(any_hours(STEADY), st.lists(any_hours(STEADY), min_size=1, max_size=4), st.data())
def test_uncovered_against_an_independent_library(inner: Hours, outer: list[Hours], data: st.DataObject) -> None:
    need = data.draw(st.integers(1, len(outer)))
    first, days = date(2026, 3, 18), 25
    found = uncovered(inner, outer, need, first, first + timedelta(days=days - 1))
    around = [days_apart(one, first - timedelta(days=2), days + 4) for one in outer]
    expected = days_apart(inner, first, days) - k_of_n(need, around)
    assert [(seconds_of(a), seconds_of(b)) for a, b in found] == pairs(expected)


@settings(max_examples=40, deadline=None)
@given(any_hours(), any_hours(zones=ZONES))
def test_hours_lie_within_themselves_and_more(inner: Hours, other: Hours) -> None:
    days = (date(2026, 3, 1), date(2026, 5, 1))
    assert uncovered(inner, [inner], 1, *days) == ()
    assert uncovered(inner, [other, inner], 1, *days) == ()
    assert uncovered(inner, [inner, other], 2, *days) == uncovered(inner, [other], 1, *days)
