"""What measurement windows are charged for an outage: seconds lost in service hours, and seconds that may be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.graph.dependency import Level
from itsm_as_code.hours import Hours, counted, end_moment, first_moment, window_of
from itsm_as_code.schemas import Window

LONGEST = 366 * 86_400
"""Seconds; what an outage that lasts longer costs isn't reckoned, it is over every budget."""

Span = tuple[datetime, datetime]

Course = Mapping[Level, int]
"""How an entity fares in an outage: the first second after its start at which it is at a level or worse."""


class Terms(NamedTuple):
    """How an agreement counts what is lost.

    `degraded` is the share of a degraded second that counts, `allowed` the share of the window's hours that may be
    lost (None: no availability is promised). `first` and `last` are the days of its term, by the window's clock.
    """

    hours: Hours
    exclusions: tuple[Hours, ...]
    window: Window
    degraded: Fraction
    allowed: Fraction | None
    first: date | None
    last: date | None


class Charge(NamedTuple):
    """What one measurement window is charged: seconds that are lost in it, and that may be lost in it."""

    start: datetime
    end: datetime
    lost: Fraction
    budget: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The share of the budget that is used, 1 being all of it; None where there is none to share."""
        return self.lost / self.budget if self.budget else None if self.budget is None or self.lost else Fraction(0)

    @property
    def breach(self) -> bool:
        """Whether more is lost than may be."""
        return self.budget is not None and self.lost > self.budget


def charges(terms: Terms, course: Course, start: datetime, duration: int) -> Iterator[Charge]:
    """The measurement windows an outage touches, one after the other; it touches at least the one it begins in."""
    outage = span(start, duration)
    first, last = window_of(terms.window, start)
    while True:
        lost = sum((weight * (b - a) for a, b, weight in lost_in(terms, course, outage, (first, last))), Fraction(0))
        yield Charge(first, last, lost, budget(terms, first, last))
        if last >= outage[1]:
            return
        first, last = window_of(terms.window, last)


def span(start: datetime, duration: int) -> Span:
    """In UTC, where moments are as far apart as their clocks say."""
    begin = start.astimezone(UTC)
    return begin, begin + timedelta(seconds=duration)


def lost_in(terms: Terms, course: Course, outage: Span, window: Span) -> Iterator[tuple[int, int, Fraction]]:
    """The stretches of a window in which service is lost, in order, each with what a second of it counts."""
    start, end = outage
    down = start + timedelta(seconds=course[Level.DOWN]) if Level.DOWN in course else end
    worse = start + timedelta(seconds=course[Level.DEGRADED]) if Level.DEGRADED in course else down
    for since, until, weight in ((worse, down, terms.degraded), (down, end, Fraction(1))):
        if weight:
            inside = max(since, window[0].astimezone(UTC)), min(until, window[1].astimezone(UTC))
            stretches = counted(terms.hours, terms.exclusions, *within_term(terms, *inside))
            yield from ((a, b, weight) for a, b in stretches)


def within_term(terms: Terms, since: datetime, until: datetime) -> Span:
    """What of a stretch of time lies in the agreement's term."""
    zone = terms.window.timezone
    if terms.first is not None:
        since = max(since, first_moment(zone, terms.first).astimezone(UTC))
    if terms.last is not None:
        until = min(until, end_moment(zone, terms.last).astimezone(UTC))
    return since, until


def budget(terms: Terms, first: datetime, last: datetime) -> Fraction | None:
    """The seconds that may be lost in a measurement window."""
    return None if terms.allowed is None else terms.allowed * served(terms.hours, terms.exclusions, first, last)


@lru_cache(maxsize=65_536)
def served(hours: Hours, exclusions: tuple[Hours, ...], first: datetime, last: datetime) -> int:
    """The seconds of service hours in a measurement window."""
    return sum(b - a for a, b in counted(hours, exclusions, first, last))


def spent(terms: Terms, course: Course, start: datetime, duration: int | None) -> datetime | None:
    """The first second at which the budget of the window that contains the start is used up, if more is lost then."""
    first, last = window_of(terms.window, start)
    left = budget(terms, first, last)
    if left is None:
        return None
    for a, b, weight in lost_in(
        terms, course, span(start, LONGEST if duration is None else min(duration, LONGEST)), (first, last)
    ):
        if weight * (b - a) > left:
            return datetime.fromtimestamp(a - (-left // weight), start.tzinfo)
        left -= weight * (b - a)
    return None
