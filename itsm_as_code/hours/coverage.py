"""When too few of several calendars are at work: whether hours lie inside the hours of what supports them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from itsm_as_code.hours._clock import after, moments_in, start_of, year_at
from itsm_as_code.hours._sets import Stretches, at_least, clipped, merged, without
from itsm_as_code.hours.service_hours import Hours, worked_in

LOOKED_AT = 30
"""Years that are looked at; what is uncovered after that was so before, but for single days off."""
_SINCE = date(2000, 1, 1)


def uncovered(
    inner: Hours, outer: Sequence[Hours], need: int, first: date, last: date
) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches of some hours in which fewer than `need` of the others are at work, from a first to a last day.

    Days and answers are those of the inner hours' zone. Of a longer time, thirty years are looked at: from the first
    day, or from 2000 on where it lies before.
    """
    if need < 1 or sum(one.always or one == inner for one in outer) >= need:
        return ()
    return _remembered(inner, tuple(outer), need, first, last)


@lru_cache(maxsize=1_024)
def _remembered(
    inner: Hours, outer: tuple[Hours, ...], need: int, first: date, last: date
) -> tuple[tuple[datetime, datetime], ...]:
    """By value: a thousand agreements have a handful of calendars between them."""
    first = max(first, min(last, _SINCE))
    last = min(last, first.replace(first.year + LOOKED_AT, day=1)) if first.year + LOOKED_AT < date.max.year else last
    start, end = start_of(inner.timezone, first), start_of(inner.timezone, after(last))
    years = (_uncovered_in(inner, outer, need, year) for year in range(year_at(start), year_at(end) + 1))
    found = merged(clipped((stretch for year in years for stretch in year), start, end))
    return moments_in(inner.timezone, found)


@lru_cache(maxsize=2_048)
def _uncovered_in(inner: Hours, outer: tuple[Hours, ...], need: int, year: int) -> Stretches:
    """The uncovered stretches of a year (UTC)."""
    working = [worked_in(one, year).stretches for one in outer]
    covered = working[0] if need == len(working) == 1 else at_least(need, working)
    return without(worked_in(inner, year).stretches, covered)
