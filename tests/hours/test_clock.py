"""What zones' clocks show: changes to the second, midnights that don't exist, days that were left out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours._clock import EARLIEST, LATEST, day_number, epoch, moment_in, offsets, start_of, weekday
from tests.hours._calendars import ZONES, at, seconds_of

MIDNIGHTS = [
    ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T00:00:00+01:00"),
    ("America/Santiago", date(2026, 9, 6), "2026-09-06T01:00:00-03:00"),  # begins at one
    ("America/Santiago", date(2026, 4, 5), "2026-04-05T00:00:00-04:00"),  # after 23:00 twice
    ("America/Havana", date(2026, 3, 8), "2026-03-08T01:00:00-04:00"),
    ("America/Havana", date(2026, 11, 1), "2026-11-01T00:00:00-04:00"),  # the first of two midnights
    ("Pacific/Apia", date(2011, 12, 30), "2011-12-31T00:00:00+14:00"),  # a day that wasn't
    ("Pacific/Kiritimati", date(2026, 1, 1), "2026-01-01T00:00:00+14:00"),
]


@pytest.mark.parametrize(("zone", "day", "expected"), MIDNIGHTS)
def test_a_day_begins(zone: str, day: date, expected: str) -> None:
    assert moment_in(zone, start_of(zone, day)).isoformat() == expected


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*ZONES, "Africa/Cairo", "Pacific/Apia", "Europe/Dublin"]), st.dates(date(1950, 1, 1)))
def test_a_day_begins_where_the_clock_first_shows_it(zone: str, day: date) -> None:
    if day > date(2090, 1, 1):
        day = day.replace(year=2026, day=1)
    start = start_of(zone, day)
    assert moment_in(zone, start).date() >= day
    assert moment_in(zone, start - 1).date() < day


CHANGES = {
    "Europe/Berlin": ["2026-03-29T03:00:00+02:00", "2026-10-25T02:00:00+01:00"],
    "Australia/Lord_Howe": ["2026-04-05T01:30:00+10:30", "2026-10-04T02:30:00+11:00"],
    "America/Santiago": ["2026-04-04T23:00:00-04:00", "2026-09-06T01:00:00-03:00"],
    "Africa/Casablanca": ["2026-02-15T02:00:00+00:00", "2026-03-22T03:00:00+01:00"],
    "Asia/Shanghai": [],
}


@pytest.mark.parametrize("zone", CHANGES)
def test_the_second_of_a_change_is_found(zone: str) -> None:
    found = [moment_in(zone, one.start).isoformat() for one in offsets(zone, 2026)[1:]]
    assert found == CHANGES[zone]


def test_an_offset_of_seconds() -> None:
    (clock, *_) = offsets("Europe/Amsterdam", 1930)
    assert clock.seconds in (1_172, 0)  # 0:19:32, or what zones' data were simplified to


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ZONES), st.integers(2000, 2060), st.integers(0, 365 * 86_400 - 1))
def test_offsets_are_zoneinfos(zone: str, year: int, second: int) -> None:
    moment = at("UTC", f"{year}-01-01 00:00") + timedelta(seconds=second)
    clock = next(one for one in offsets(zone, year) if one.start <= seconds_of(moment) < one.end)
    assert moment.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(seconds=clock.seconds)


def test_days_of_the_week() -> None:
    days = [date(1970, 1, 1), date(2024, 2, 29), date(1900, 3, 1), date.min, date.max]
    assert [weekday(day_number(day)) for day in days] == [day.weekday() for day in days]


def test_before_1970_and_within_a_second() -> None:
    assert epoch(at("UTC", "1969-12-31 23:59:59")) == -1
    assert epoch(at("UTC", "1969-12-31 23:59:59.5")) == -1
    assert epoch(at("UTC", "1970-01-01 00:00:00.999999")) == 0


@pytest.mark.parametrize("second", [EARLIEST - 10**9, EARLIEST, LATEST, LATEST + 10**12])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_beyond_what_dates_hold_is_the_last_there_is(zone: str, second: int) -> None:
    assert isinstance(moment_in(zone, second), datetime)
