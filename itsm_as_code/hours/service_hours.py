"""Hours: a calendar made ready for reckoning: a week of minutes in a zone, and the days that are not worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from itsm_as_code.hours._clock import DAY, day_number, offsets, weekday
from itsm_as_code.hours._sets import Stretch, Stretches, merged
from itsm_as_code.hours.public_holidays import DaysOff, days_off
from itsm_as_code.schemas.calendar import CalendarSpec, days_of

MINUTE = 60
_WHOLE_DAY = ((0, 1_440),)

Week = tuple[Stretches, Stretches, Stretches, Stretches, Stretches, Stretches, Stretches]
"""Minutes of each day, Monday first."""


@dataclass(frozen=True)
class Hours:
    """The moments at which a zone's clock shows a minute of this week, on a day that is not off.

    So a time that the clock leaves out is not worked, and one that it shows twice is worked twice.
    """

    timezone: str
    week: Week
    holidays: DaysOff | None = None

    @cached_property
    def always(self) -> bool:
        """Whether it is simply all the time."""
        return self.holidays is None and all(day == _WHOLE_DAY for day in self.week)

    @cached_property
    def _hash(self) -> int:
        return hash((self.timezone, self.week, self.holidays))

    def __hash__(self) -> int:
        return self._hash  # counted once: hours are the key of every cache here


ALWAYS = Hours("UTC", (_WHOLE_DAY,) * 7)
"""Round the clock: what an agreement without hours means."""


def hours_of(spec: CalendarSpec) -> Hours:
    """The hours a calendar describes; overlapping and adjacent stretches become one."""
    days: list[list[Stretch]] = [[] for _ in range(7)]
    for key, stretches in spec.hours.items():
        for day in days_of(key):
            days[day] += stretches
    mon, tue, wed, thu, fri, sat, sun = (merged(day) for day in days)
    off = spec.holidays
    given = DaysOff(off.country, off.subdivision, frozenset(off.except_), frozenset(off.also)) if off else None
    return Hours(spec.timezone, (mon, tue, wed, thu, fri, sat, sun), given if given and given.any else None)


class Year(NamedTuple):
    """The worked stretches of a year (UTC), with the seconds worked in it before each of them, and in all."""

    stretches: Stretches
    before: tuple[int, ...]
    total: int


@lru_cache(maxsize=1_024)
def worked_in(hours: Hours, year: int) -> Year:
    """The hours of a year, as seconds since 1970."""
    off = frozenset(map(day_number, _off_around(hours, year)))
    found: list[Stretch] = []
    for start, end, ahead in offsets(hours.timezone, year):
        for number in range((start + ahead) // DAY, (end - 1 + ahead) // DAY + 1):
            if number not in off:
                midnight = number * DAY - ahead
                day = hours.week[weekday(number)]
                found += [(max(midnight + a * MINUTE, start), min(midnight + b * MINUTE, end)) for a, b in day]
    stretches = merged(stretch for stretch in found if stretch[0] < stretch[1])
    before, total = [], 0
    for start, end in stretches:
        before.append(total)
        total += end - start
    return Year(stretches, tuple(before), total)


def _off_around(hours: Hours, year: int) -> set[date]:
    """A year of UTC begins and ends within other years of the zone."""
    years = range(max(year - 1, date.min.year), min(year + 1, date.max.year) + 1)
    return {day for one in years for day in days_off(hours.holidays, one)} if hours.holidays else set()


def holidays_in(hours: Hours, year: int) -> tuple[date, ...]:
    """The days of a year that are not worked whatever day of the week they are, sorted."""
    return tuple(sorted(days_off(hours.holidays, year))) if hours.holidays else ()
