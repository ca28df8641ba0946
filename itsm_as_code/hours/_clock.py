"""Moments as whole seconds since 1970 (UTC), and what a zone's clock shows at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 86_400
WEEK = 7 * DAY
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1).toordinal()
_SECOND = timedelta(seconds=1)


class Offset(NamedTuple):
    """A stretch of time in which a zone's clock keeps the same distance from UTC, in seconds east of it."""

    start: int
    end: int
    seconds: int


def epoch(moment: datetime) -> int:
    """The second a moment lies in, whatever its zone."""
    return (moment - _EPOCH) // _SECOND


def day_number(day: date) -> int:
    """Days since 1970; number 0 was a Thursday."""
    return day.toordinal() - _FIRST_DAY


def weekday(number: int) -> int:
    """The day of the week of a day's number, Monday 0."""
    return (number + 3) % 7


def year_start(year: int) -> int:
    """The first second of a year in UTC; that of the year 10000 ends all that can be said."""
    return day_number(date(year, 1, 1)) * DAY if year <= date.max.year else (day_number(date.max) + 1) * DAY


EARLIEST, LATEST = year_start(1) + 2 * DAY, year_start(10_000) - 2 * DAY
"""Between these, every zone's clock shows a year that a date can hold."""


def year_at(second: int) -> int:
    """The year in UTC."""
    return _utc(second).year


def moment_in(zone: str, second: int) -> datetime:
    """A second as a moment of a zone."""
    return _utc(second).astimezone(ZoneInfo(zone))


def moments_in(zone: str, stretches: Iterable[tuple[int, int]]) -> tuple[tuple[datetime, datetime], ...]:
    """The moments of a zone at which stretches begin and end."""
    shown = ZoneInfo(zone)
    return tuple((_utc(start).astimezone(shown), _utc(end).astimezone(shown)) for start, end in stretches)


def moment_like(moment: datetime, second: int) -> datetime:
    """A second as a moment of the zone in which another moment is told."""
    return _utc(second).astimezone(moment.tzinfo)


def _utc(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=min(max(second, EARLIEST), LATEST))


@lru_cache(maxsize=2_048)
def offsets(zone: str, year: int) -> tuple[Offset, ...]:
    """What a zone's clock is set to in a year (UTC), from its first to its last second.

    zoneinfo has no list of the moments at which a clock is changed, so it is asked once a day, and between two days
    with different answers the second is searched for.
    """
    last = year_start(year + 1)
    found = [Offset(year_start(year), last, _offset(zone, year_start(year)))]
    for midnight in range(year_start(year) + DAY, last + 1, DAY):
        if _offset(zone, min(midnight, last - 1)) != found[-1].seconds:
            change = _change(zone, midnight - DAY, midnight)
            start, _, seconds = found[-1]
            found[-1:] = [Offset(start, change, seconds), Offset(change, last, _offset(zone, change))]
    return tuple(found)


def _change(zone: str, before: int, after: int) -> int:
    """The first second with another offset than the first one has."""
    old = _offset(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: str, second: int) -> int:
    shown = moment_in(zone, second).utcoffset()
    assert shown is not None
    return shown // _SECOND


def start_of(zone: str, day: date) -> int:
    """The first second at which a zone's clock shows this day or a later one.

    Midnight may not exist, or exist twice, and a whole day may be left out.
    """
    midnight = day_number(day) * DAY
    years = range(year_at(midnight - 2 * DAY), year_at(midnight + 2 * DAY) + 1)
    clocks = (clock for year in years for clock in offsets(zone, year))
    return next(max(start, midnight - seconds) for start, end, seconds in clocks if midnight - seconds < end)


def after(day: date) -> date:
    """The next day; the last one there is has none, and stays."""
    return day + timedelta(days=1) if day < date.max else day
