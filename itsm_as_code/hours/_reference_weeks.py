"""Weeks to judge by: one for each way in which the clocks of some zones stand to each other within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from itsm_as_code.hours._clock import DAY, WEEK, offsets, weekday, year_start

REFERENCE_YEAR = 2026
"""The year whose changes of clocks are judged by. No clock is asked: the same input gives the same findings."""


class ReferenceWeek(NamedTuple):
    """A week without a change of clocks in one zone's time, and how far behind it the clocks of others are.

    `monday` is its first midnight in seconds since 1970, `offset` the seconds east of UTC of the zone it is told in.
    """

    monday: int
    offset: int
    shifts: tuple[int, ...]

    def moment(self, second: int) -> datetime:
        """A second of the week, or of one that follows, by the clock it is told in."""
        zone = timezone(timedelta(seconds=self.offset))
        return datetime.fromtimestamp(self.monday, zone) + timedelta(seconds=second)


@lru_cache(maxsize=2_048)
def reference_weeks(told_in: str, zones: tuple[str, ...]) -> tuple[ReferenceWeek, ...]:
    """A week for every combination of offsets that occurs in the reference year, told in a zone."""
    found: dict[tuple[int, ...], ReferenceWeek] = {}
    for start, end, (offset, *others) in _periods((told_in, *zones)):
        shifts = tuple(offset - other for other in others)
        found.setdefault(shifts, ReferenceWeek(_monday(start + offset, end + offset) - offset, offset, shifts))
    return tuple(found.values())


def _periods(zones: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """The stretches of the reference year in which no clock is changed, with the offset of each zone."""
    clocks = [offsets(zone, REFERENCE_YEAR) for zone in zones]
    bounds = sorted({one.start for clock in clocks for one in clock} | {year_start(REFERENCE_YEAR + 1)})
    for start, end in pairwise(bounds):
        yield start, end, tuple(next(one.seconds for one in clock if start < one.end) for clock in clocks)


def _monday(start: int, end: int) -> int:
    """The first Monday's midnight from which a week is whole within a period, else that of the week it begins in."""
    day = -(-start // DAY)
    first = (day + -weekday(day) % 7) * DAY
    return first if first + WEEK <= end else (start // DAY - weekday(start // DAY)) * DAY
