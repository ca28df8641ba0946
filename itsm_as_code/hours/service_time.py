"""How much service time lies between two moments, in which stretches, and when so much of it has passed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from itsm_as_code.hours._clock import LATEST, epoch, moment_like, year_at
from itsm_as_code.hours._sets import Stretch, Stretches, clipped, merged, without
from itsm_as_code.hours.service_hours import Hours, Year, worked_in

HORIZON = 100
"""Years after which a wait counts as endless."""


def stretches(hours: Hours, start: datetime, end: datetime) -> Stretches:
    """The worked stretches of [start, end) as seconds since 1970 (UTC), merged."""
    return worked(hours, epoch(start), epoch(end))


def worked(hours: Hours, start: int, end: int) -> Stretches:
    """As `stretches`, between two seconds."""
    if end <= start:
        return ()
    return ((start, end),) if hours.always else merged(clipped(_around(hours, start, end), start, end))


def counted(hours: Hours, exclusions: Sequence[Hours], start: datetime, end: datetime) -> Stretches:
    """As `stretches`, less the hours that are excluded."""
    found = stretches(hours, start, end)
    if not exclusions:
        return found
    return without(found, merged(one for hours_out in exclusions for one in stretches(hours_out, start, end)))


def _around(hours: Hours, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of the years between, leaving out most of what lies before and after."""
    for year in range(year_at(start), year_at(end) + 1):
        found = worked_in(hours, year).stretches
        first = bisect_right(found, (start, start))
        yield from found[max(first - 1, 0) : bisect_left(found, (end, end))]


def elapsed(hours: Hours, start: datetime, end: datetime) -> int:
    """The service time between two moments, in seconds; none if the end isn't after the start."""
    first, last = epoch(start), epoch(end)
    if last <= first:
        return 0
    if hours.always:
        return last - first
    years = range(year_at(first), year_at(last))
    whole = sum(worked_in(hours, year).total for year in years)
    return whole + _before(worked_in(hours, year_at(last)), last) - _before(worked_in(hours, year_at(first)), first)


def _before(year: Year, second: int) -> int:
    """The service time of a year until a second of it."""
    at = bisect_right(year.stretches, (second, second)) - 1
    if at < 0:
        return 0
    start, end = year.stretches[at]
    return year.before[at] + min(second, end) - start


def moment_after(hours: Hours, start: datetime, seconds: int) -> datetime | None:
    """The first moment at which so much service time has passed since the start, in the zone of the start.

    With nothing to wait for it is the start itself. None if it doesn't come within a hundred years.
    """
    first = epoch(start)
    if seconds <= 0:
        return start
    found = first + seconds if hours.always else _reached(hours, first, seconds)
    return None if found is None or found > LATEST else moment_like(start, found)


def _reached(hours: Hours, first: int, seconds: int) -> int | None:
    if not any(hours.week):
        return None
    year = year_at(first)
    wanted = seconds + _before(worked_in(hours, year), first)
    for one in range(year, min(year + HORIZON, date.max.year) + 1):
        found = worked_in(hours, one)
        if wanted <= found.total:
            at = bisect_left(found.before, wanted) - 1
            return found.stretches[at][0] + wanted - found.before[at]
        wanted -= found.total
    return None
