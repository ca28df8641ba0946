"""Service time: tables worked by hand around changes of clocks, and the minute-by-minute reference."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours import ALWAYS, Hours, elapsed, moment_after, stretches
from tests.hours._calendars import any_hours, at, calendar, days_apart, intervals, pairs, seconds_of, worked_minutes

M, H, D = 60, 3_600, 86_400

BERLIN, HOWE, SANTIAGO, NEW_YORK = "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "America/New_York"
APIA, CAIRO, KATHMANDU = "Pacific/Apia", "Africa/Cairo", "Asia/Kathmandu"
ROUND_THE_CLOCK = {"mon-sun": ["00:00-24:00"]}
NIGHT = {"mon-sun": ["00:00-06:00", "22:00-24:00"]}
OFFICE = {"mon-fri": ["09:00-17:00"]}
SMALL_HOURS = {"mon-sun": ["01:00-04:00"]}
HALF_PAST_TWO = {"mon-sun": ["02:00-02:30"]}
LAST_HOUR = {"mon-sun": ["23:00-24:00"]}
FIRST_HOUR = {"mon-sun": ["00:00-01:00"]}

ELAPSED = [
    # (zone, hours, from, to, service time)
    (BERLIN, OFFICE, "2026-06-01 08:00", "2026-06-01 18:00", 8 * H),
    (BERLIN, OFFICE, "2026-06-01 10:00", "2026-06-01 10:00", 0),
    (BERLIN, OFFICE, "2026-06-01 12:00", "2026-06-01 10:00", 0),
    (BERLIN, OFFICE, "2026-06-05 16:00", "2026-06-08 10:00", 2 * H),  # over a weekend
    (BERLIN, OFFICE, "2026-06-05 16:59:59", "2026-06-08 09:00:01", 2),
    (BERLIN, OFFICE, "2026-06-06 00:00", "2026-06-08 00:00", 0),
    (BERLIN, {"mon": ["09:00-12:00", "12:00-18:00"]}, "2026-06-01 00:00", "2026-06-02 00:00", 9 * H),  # adjacent
    (BERLIN, {"mon": ["09:00-13:00", "12:00-18:00"]}, "2026-06-01 00:00", "2026-06-02 00:00", 9 * H),  # overlapping
    (BERLIN, {"mon": ["09:00-12:00", "13:30-18:00"]}, "2026-06-01 11:00", "2026-06-01 14:00", 90 * M),
    (BERLIN, {"mon": ["20:00-24:00"], "tue": ["00:00-04:00"]}, "2026-06-01 00:00", "2026-06-03 00:00", 8 * H),
    (BERLIN, {"sun": ["20:00-24:00"], "mon": ["00:00-04:00"]}, "2026-06-07 23:00", "2026-06-08 01:00", 2 * H),
    (BERLIN, {}, "2026-01-01 00:00", "2027-01-01 00:00", 0),
    # Leap days, and years that have none.
    (BERLIN, {"thu": ["00:00-24:00"]}, "2024-02-29 00:00", "2024-03-01 00:00", D),
    (BERLIN, ROUND_THE_CLOCK, "2024-02-28 00:00", "2024-03-01 00:00", 2 * D),
    (BERLIN, ROUND_THE_CLOCK, "2026-02-28 00:00", "2026-03-01 00:00", D),
    (BERLIN, ROUND_THE_CLOCK, "2024-01-01 00:00", "2025-01-01 00:00", 366 * D),
    (BERLIN, ROUND_THE_CLOCK, "2100-01-01 00:00", "2101-01-01 00:00", 365 * D),
    # Berlin, 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
    (BERLIN, ROUND_THE_CLOCK, "2026-03-29 00:00", "2026-03-30 00:00", 23 * H),
    (BERLIN, ROUND_THE_CLOCK, "2026-10-25 00:00", "2026-10-26 00:00", 25 * H),
    (BERLIN, NIGHT, "2026-03-28 12:00", "2026-03-29 12:00", 7 * H),
    (BERLIN, NIGHT, "2026-10-24 12:00", "2026-10-25 12:00", 9 * H),
    (BERLIN, HALF_PAST_TWO, "2026-03-29 00:00", "2026-03-30 00:00", 0),
    (BERLIN, HALF_PAST_TWO, "2026-10-25 00:00", "2026-10-26 00:00", H),
    (BERLIN, SMALL_HOURS, "2026-03-29 01:30", "2026-03-29 03:30", H),
    (BERLIN, SMALL_HOURS, "2026-10-25 01:30", "2026-10-25 03:30", 3 * H),
    (BERLIN, OFFICE, "2026-03-27 16:00", "2026-03-30 10:00", 2 * H),  # what lies at night changes no office
    # New York changes at 02:00 too, three weeks earlier.
    (NEW_YORK, SMALL_HOURS, "2026-03-08 00:00", "2026-03-09 00:00", 2 * H),
    (NEW_YORK, SMALL_HOURS, "2026-11-01 00:00", "2026-11-02 00:00", 4 * H),
    # Lord Howe, half an hour: 5 April 2026 from 02:00 to 01:30; 4 October 2026 from 02:00 to 02:30.
    (HOWE, ROUND_THE_CLOCK, "2026-04-05 00:00", "2026-04-06 00:00", D + 30 * M),
    (HOWE, ROUND_THE_CLOCK, "2026-10-04 00:00", "2026-10-05 00:00", D - 30 * M),
    (HOWE, {"sun": ["01:30-02:00"]}, "2026-04-05 00:00", "2026-04-06 00:00", H),
    (HOWE, {"sun": ["01:45-02:15"]}, "2026-04-05 00:00", "2026-04-06 00:00", 45 * M),
    (HOWE, HALF_PAST_TWO, "2026-10-04 00:00", "2026-10-05 00:00", 0),
    (HOWE, {"sun": ["01:45-02:45"]}, "2026-10-04 00:00", "2026-10-05 00:00", 30 * M),
    # Santiago, at midnight: 4 April 2026 at 24:00 it is 23:00 again; 6 September 2026 begins at 01:00.
    (SANTIAGO, ROUND_THE_CLOCK, "2026-04-04 00:00", "2026-04-05 00:00", 25 * H),
    (SANTIAGO, LAST_HOUR, "2026-04-04 12:00", "2026-04-05 12:00", 2 * H),
    (SANTIAGO, FIRST_HOUR, "2026-09-05 12:00", "2026-09-06 12:00", 0),
    (SANTIAGO, NIGHT, "2026-09-05 12:00", "2026-09-06 12:00", 7 * H),
    (SANTIAGO, {"sat": ["00:00-24:00"]}, "2026-04-03 00:00", "2026-04-07 00:00", 25 * H),
    (SANTIAGO, {"sun": ["00:00-24:00"]}, "2026-09-04 00:00", "2026-09-08 00:00", 23 * H),
    # Cairo, at midnight too: 24 April 2026 begins at 01:00, 29 October 2026 ends twice.
    (CAIRO, {"fri": ["00:00-24:00"]}, "2026-04-23 00:00", "2026-04-26 00:00", 23 * H),
    (CAIRO, {"thu": ["00:00-24:00"]}, "2026-10-28 00:00", "2026-10-31 00:00", 25 * H),
    # Apia had no 30 December 2011, a Friday.
    (APIA, {"fri": ["00:00-24:00"]}, "2011-12-26 00:00", "2012-01-02 00:00", 0),
    (APIA, {"thu": ["22:00-24:00"], "sat": ["00:00-02:00"]}, "2011-12-29 00:00", "2012-01-01 00:00", 4 * H),
    # Years of UTC begin within other years of the zone.
    (APIA, ROUND_THE_CLOCK, "2025-12-31 00:00", "2026-01-02 00:00", 2 * D),
    (KATHMANDU, OFFICE, "2025-12-31 16:00", "2026-01-01 10:00", 2 * H),
]


@pytest.mark.parametrize(("zone", "hours", "start", "end", "expected"), ELAPSED)
def test_elapsed(zone: str, hours: dict[str, list[str]], start: str, end: str, expected: int) -> None:
    found = calendar(zone, hours)
    first, last = at(zone, start), at(zone, end)
    assert elapsed(found, first, last) == expected
    assert sum(b - a for a, b in stretches(found, first, last)) == expected


def test_a_time_shown_twice_is_told_by_its_fold() -> None:
    hours = calendar(BERLIN, SMALL_HOURS)
    first, second = (at(BERLIN, "2026-10-25 02:30", fold) for fold in (0, 1))
    assert elapsed(hours, first, second) == H
    assert elapsed(hours, at(BERLIN, "2026-10-25 01:00"), second) == 2 * H + 30 * M


OFF = {"country": "DE", "subdivision": "BY", "except": ["2026-05-01"], "also": ["2026-12-24", "2026-12-25"]}
HOLIDAYS = [
    ("2026-01-01", 0),  # of the country
    ("2026-01-06", 0),  # of the part of it
    ("2026-05-01", 8 * H),  # an exception
    ("2026-12-24", 0),  # one's own
    ("2026-12-25", 0),  # both
    ("2026-12-28", 8 * H),
    ("2027-12-24", 8 * H),  # one's own day is one day, not one of every year
]


@pytest.mark.parametrize(("day", "expected"), HOLIDAYS)
def test_holidays(day: str, expected: int) -> None:
    hours = calendar(BERLIN, {"mon-fri": ["09:00-17:00"]}, **OFF)
    start = at(BERLIN, f"{day} 00:00")
    assert elapsed(hours, start, start + timedelta(days=1)) == expected


def test_a_day_off_begins_and_ends_at_midnight_of_its_zone() -> None:
    hours = calendar("Asia/Shanghai", ROUND_THE_CLOCK, also=["2026-12-31"])
    found = stretches(hours, datetime(2026, 12, 30, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    ends = (datetime(2026, 12, 30, 16, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC))
    assert (found[0][1], found[1][0]) == tuple(map(seconds_of, ends))


def test_a_day_off_whose_midnight_is_left_out() -> None:
    hours = calendar(SANTIAGO, ROUND_THE_CLOCK, also=["2026-09-06"])
    assert elapsed(hours, at(SANTIAGO, "2026-09-05 00:00"), at(SANTIAGO, "2026-09-08 00:00")) == 2 * D


AFTER = [
    # (zone, hours, from, service time, then)
    (BERLIN, OFFICE, "2026-06-01 10:00", 4 * H, "2026-06-01 14:00"),
    (BERLIN, OFFICE, "2026-06-01 10:00", 7 * H, "2026-06-01 17:00"),  # the end of a day, not the next morning
    (BERLIN, OFFICE, "2026-06-01 10:00", 7 * H + 1, "2026-06-02 09:00:01"),
    (BERLIN, OFFICE, "2026-06-05 16:00", 2 * H, "2026-06-08 10:00"),
    (BERLIN, OFFICE, "2026-06-06 12:00", 1, "2026-06-08 09:00:01"),
    (BERLIN, OFFICE, "2026-06-06 12:00", 0, "2026-06-06 12:00"),
    (BERLIN, OFFICE, "2026-06-06 12:00", -H, "2026-06-06 12:00"),
    (BERLIN, NIGHT, "2026-03-28 22:00", 7 * H, "2026-03-29 06:00"),
    (BERLIN, NIGHT, "2026-10-24 22:00", 8 * H, "2026-10-25 05:00"),
    (BERLIN, ROUND_THE_CLOCK, "2026-03-28 12:00", D, "2026-03-29 13:00"),
    (HOWE, NIGHT, "2026-10-03 22:00", 4 * H, "2026-10-04 02:30"),
    (SANTIAGO, NIGHT, "2026-09-05 22:00", 3 * H, "2026-09-06 02:00"),
    (BERLIN, {"thu": ["09:00-10:00"]}, "2024-02-29 09:30", 30 * M + 1, "2024-03-07 09:00:01"),
    (BERLIN, OFFICE, "2026-12-31 16:00", 9 * H, "2027-01-01 17:00"),  # no holidays here
    (BERLIN, {"mon": ["09:00-10:00"]}, "2026-01-05 09:00", 1_000 * H, "2045-02-27 10:00"),
]


@pytest.mark.parametrize(("zone", "hours", "start", "wanted", "expected"), AFTER)
def test_moment_after(zone: str, hours: dict[str, list[str]], start: str, wanted: int, expected: str) -> None:
    assert moment_after(calendar(zone, hours), at(zone, start), wanted) == at(zone, expected)


def test_a_moment_is_told_in_the_zone_of_the_start() -> None:
    found = moment_after(calendar(BERLIN, OFFICE), datetime(2026, 6, 1, tzinfo=UTC), H)
    assert found is not None
    assert found.isoformat() == "2026-06-01T08:00:00+00:00"


@pytest.mark.parametrize("hours", [calendar("UTC", {}), calendar("UTC", {"mon": ["09:00-09:01"]})])
def test_what_never_comes(hours: Hours) -> None:
    assert moment_after(hours, datetime(2026, 1, 1, tzinfo=UTC), 100 * 366 * D) is None


def test_always_is_all_the_time() -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    assert elapsed(ALWAYS, start, start + timedelta(days=60)) == 60 * D
    assert moment_after(ALWAYS, start, D) == start + timedelta(days=1)
    assert calendar(BERLIN, ROUND_THE_CLOCK).always
    assert not calendar(BERLIN, ROUND_THE_CLOCK, also=["2026-12-24"]).always


@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_the_ends_of_time(year: int) -> None:
    hours = calendar("Pacific/Kiritimati", OFFICE, country="DE")
    start = datetime(year, 1, 5, tzinfo=UTC)
    end = datetime(year, 12, 20, tzinfo=UTC)
    assert elapsed(hours, start, end) > 0
    assert moment_after(hours, datetime(9999, 12, 20, tzinfo=UTC), 10 * D) is None


NEAR_CHANGES = ("2026-03-07 12:00", "2026-03-28 06:00", "2026-04-04 00:00", "2026-09-05 00:00", "2026-10-03 00:00")
NEAR_CHANGES += ("2026-10-24 12:00", "2026-10-31 12:00", "2025-12-31 00:00", "2024-02-28 12:00")
STARTS = st.builds(
    lambda text, minutes: at("UTC", text) + timedelta(minutes=minutes),
    st.sampled_from(NEAR_CHANGES),
    st.integers(0, 1_440),
)


@settings(max_examples=60, deadline=None)
@given(any_hours(), STARTS, st.integers(1, 3 * 1_440))
def test_elapsed_minute_by_minute(hours: Hours, start: datetime, length: int) -> None:
    expected = sum(worked_minutes(hours, start, length))
    assert elapsed(hours, start, start + timedelta(minutes=length)) == expected * M


@settings(max_examples=60, deadline=None)
@given(any_hours(), STARTS, st.integers(1, 600))
def test_moment_after_minute_by_minute(hours: Hours, start: datetime, wanted: int) -> None:
    worked = worked_minutes(hours, start, 3 * 1_440)
    found = moment_after(hours, start, wanted * M)
    if sum(worked) < wanted:
        assert found is None or found > start + timedelta(minutes=len(worked))
        return
    at_minute = next(number for number, sum_ in enumerate(accumulate(worked), 1) if sum_ == wanted)
    assert found == start + timedelta(minutes=at_minute)


@settings(max_examples=60, deadline=None)
@given(any_hours(), STARTS, st.integers(1, 40 * D))
def test_moment_after_undoes_elapsed(hours: Hours, start: datetime, wanted: int) -> None:
    found = moment_after(hours, start, wanted)
    if found is None:
        assert not any(hours.week) or wanted > D
        return
    assert elapsed(hours, start, found) == wanted
    assert elapsed(hours, start, found - timedelta(seconds=1)) == wanted - 1  # and no earlier moment does


@settings(max_examples=60, deadline=None)
@given(any_hours(), STARTS, st.integers(0, 400 * D), st.integers(0, 400 * D))
def test_time_adds_up(hours: Hours, start: datetime, one: int, other: int) -> None:
    middle = start + timedelta(seconds=one)
    end = middle + timedelta(seconds=other)
    assert elapsed(hours, start, middle) + elapsed(hours, middle, end) == elapsed(hours, start, end)


@settings(max_examples=60, deadline=None)
@given(any_hours(zones=("UTC", "Asia/Kathmandu", "Asia/Tokyo", "Pacific/Kiritimati")), st.integers(1, 30))
def test_stretches_against_an_independent_library(hours: Hours, days: int) -> None:
    first = date(2026, 3, 15)
    start = at(hours.timezone, "2026-03-15 00:00")
    expected = days_apart(hours, first, days)
    end = start + timedelta(days=days)
    assert list(stretches(hours, start, end)) == pairs(expected)
    later, earlier = start + timedelta(hours=7, seconds=13), end - timedelta(hours=5, seconds=17)
    window = intervals([(seconds_of(later), seconds_of(earlier))]) if later < earlier else intervals([])
    assert list(stretches(hours, later, earlier)) == pairs(expected & window)
