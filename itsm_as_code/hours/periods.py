"""Times given as periods, as a calendar's hours, or as both: those that lie in a stretch, and what they leave of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from itsm_as_code.hours._clock import epoch, moment_like
from itsm_as_code.hours._sets import Stretches, clipped, merged, without
from itsm_as_code.hours.service_hours import Hours
from itsm_as_code.hours.service_time import stretches
from itsm_as_code.schemas import Period

LONGEST = timedelta(days=366)
"""For longer work nobody needs to be told that it meets hours which come again."""


def times_in(periods: Iterable[Period], calendars: Iterable[Hours], within: Period) -> Stretches:
    """The times that lie in a period, as seconds since 1970 (UTC), merged; calendars are asked for its first year."""
    own = [(epoch(one.start), epoch(one.end)) for one in periods if one.start < one.end]
    last = within.start + LONGEST if within.end - within.start > LONGEST else within.end
    open_ = [stretch for hours in calendars for stretch in stretches(hours, within.start, last)]
    return merged(clipped(merged([*own, *open_]), epoch(within.start), epoch(within.end)))


def times_left(within: Period, taken: Stretches) -> Stretches:
    """What of a period isn't in some merged times."""
    return without([(epoch(within.start), epoch(within.end))], taken)


def shown(stretch: tuple[int, int], like: datetime) -> tuple[datetime, datetime]:
    """A stretch of seconds as moments in the zone of another moment."""
    start, end = stretch
    return moment_like(like, start), moment_like(like, end)
