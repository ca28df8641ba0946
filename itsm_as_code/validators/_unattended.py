"""What the rules about hours and waits share: the hours in which a promise is left alone by what supports it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache, partial
from typing import NamedTuple

from itsm_as_code.graph import Landscape, hours_in
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.hours import Hours, attendance, due, uncovered
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span
from itsm_as_code.validators._promises import because, hours_known

LOOKED_AHEAD = Span(24, 0)
"""How far hours are compared, day by day; holidays further ahead are hardly known."""
SOME_DAY = date(2026, 1, 1)
"""Where neither a term nor a day says when."""

Gap = tuple[datetime, datetime]


class Unattended(NamedTuple):
    """Agreements whose hours are too short for a promise, and the first time at which it is left alone."""

    short: tuple[Entity, ...]
    first: Gap
    why: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def unattended(landscape: Landscape, promise: Entity, today: date | None) -> tuple[Unattended, ...]:
    """Where a promise's hours reach beyond those of what supports it: at most once for each of its subjects."""
    if not hours_known(landscape, promise):
        return ()
    days, known = _days(promise, today), partial(hours_known, landscape)
    found = (_beyond(landscape, promise, one, days) for one in carriages(landscape, promise, today, known))
    return tuple(one for one in found if one is not None)


def _days(promise: Entity, today: date | None) -> tuple[date, date]:
    """The stretch of the term that lies ahead, two years at most."""
    term = promise.model.spec.term
    first = max((day for day in (today, term.start if term else None) if day), default=SOME_DAY)
    last = due(first, LOOKED_AHEAD)
    return first, min(last, term.end) if term and term.end else last


def _beyond(landscape: Landscape, promise: Entity, carriage: Carriage, days: tuple[date, date]) -> Unattended | None:
    """The first support whose hours are too short, or those of a group."""
    hours = hours_in(landscape, promise)
    for support in carriage.apart:
        gaps = uncovered(hours, [hours_in(landscape, support)], 1, *days)
        if gaps:
            return Unattended((support,), gaps[0])
    open_in = {ref: [hours_in(landscape, one) for one in found] for ref, found in carriage.carriers.items()}
    closed = {ref for ref, calendars in open_in.items() if uncovered(hours, calendars, 1, *days)}
    if not carriage.falls(closed):
        return None
    culprits = carriage.culprits(closed)
    if not culprits:  # a group that needs more than it has is told by need-within-bounds
        return None
    gaps = (
        uncovered(hours, open_in[culprits[0]], 1, *days)
        if len(culprits) == 1
        else _together(carriage, hours, {ref: open_in[ref] for ref in sorted(closed)}, days)
    )
    short = tuple(_longest(landscape, carriage.carriers[ref]) for ref in culprits)
    return Unattended(short, gaps[0], because(carriage, short)) if gaps else None


def _together(
    carriage: Carriage, hours: Hours, open_in: dict[Ref, list[Hours]], days: tuple[date, date]
) -> tuple[Gap, ...]:
    """The times at which so many are closed together that the subject is left alone."""
    refs = list(open_in)
    return tuple(
        (one.start, one.end)
        for one in attendance(hours, list(open_in.values()), *days)
        if one.closed and carriage.falls({refs[number] for number in one.closed})
    )


def _longest(landscape: Landscape, agreements: Sequence[Entity]) -> Entity:
    """The agreement with the most hours a week."""
    return max(agreements, key=lambda one: sum(b - a for day in hours_in(landscape, one).week for a, b in day))
