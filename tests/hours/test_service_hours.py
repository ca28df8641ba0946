"""A calendar made ready for reckoning: days, stretches that touch, holidays that say nothing."""

from __future__ import annotations

from itsm_as_code.hours import ALWAYS, Hours, holidays_in, hours_of
from itsm_as_code.schemas.calendar import CalendarSpec
from tests.hours._calendars import calendar


def test_adjacent_and_overlapping_stretches_are_one() -> None:
    written = {"mon-fri": ["12:00-18:00", "09:00-12:00"]}
    assert calendar("UTC", written) == calendar("UTC", {"mon-fri": ["09:00-18:00"]})
    assert calendar("UTC", {"mon": ["09:00-13:00", "10:00-18:00"]}) == calendar("UTC", {"mon": ["09:00-18:00"]})


def test_however_days_are_written() -> None:
    ways = ({"fri-mon": ["08:00-09:00"]}, {"sat,sun,fri,mon": ["08:00-09:00"]})
    ways += ({"mon": ["08:00-09:00"], "fri-sun": ["08:00-09:00"]},)
    found = {calendar("UTC", week) for week in ways}
    assert len(found) == 1
    assert [bool(day) for day in found.pop().week] == [True, False, False, False, True, True, True]


def test_nothing_written_is_never() -> None:
    assert hours_of(CalendarSpec()) == Hours("UTC", ((),) * 7)


def test_holidays_that_take_no_day_are_none() -> None:
    week = {"mon-sun": ["00:00-24:00"]}
    assert calendar("UTC", week, except_=["2026-05-01"]) == calendar("UTC", week) == ALWAYS


def test_equal_hours_have_equal_hashes_in_whatever_order_days_were_written() -> None:
    week = {"mon": ["09:00-10:00"]}
    one = calendar("UTC", week, country="DE", also=["2026-12-24", "2026-12-31"])
    other = calendar("UTC", week, country="DE", also=["2026-12-31", "2026-12-24"])
    assert one == other
    assert hash(one) == hash(other)


def test_holidays_in_a_year() -> None:
    week = {"mon": ["09:00-10:00"]}
    hours = calendar("UTC", week, country="NL", except_=["2026-01-01"], also=["2026-12-31", "2027-12-31"])
    found = [day.isoformat() for day in holidays_in(hours, 2026)]
    assert found[0] == "2026-04-03"
    assert found[-1] == "2026-12-31"
    assert holidays_in(calendar("UTC", week), 2026) == ()
