"""What the two rules about times share: promised times against those of what must be waited for, at the worst start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from itsm_as_code.graph import Landscape, hours_in
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.hours import Hours, Wait, worst_wait
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span, spoken_time
from itsm_as_code.validators._objectives import timed
from itsm_as_code.validators._promises import because, hours_known, hours_name, promising
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._unattended import unattended

Timed = dict[str, tuple[FieldPath, Span]]


Late = tuple[list[Entity], Wait]
"""The agreements that are late, alone or together, and how late they may be."""


def waits(landscape: Landscape, today: date | None, metric: str, verb: str) -> Iterator[Complaint]:
    """Promised times that are shorter than what they wait for, each counted in its own service hours."""
    for promise in promising(landscape, today):
        targets = timed(promise).get(metric, {}) if hours_known(landscape, promise) else {}

        def says(one: Entity) -> bool:
            return metric in timed(one) and hours_known(landscape, one)

        for carriage in carriages(landscape, promise, today, says) if targets else ():
            for priority, (path, time) in sorted(targets.items()):
                late = _late(landscape, promise, carriage, (metric, priority), time)
                told = late and _in_time(late, metric, priority, time) and _absent(landscape, promise, late, today)
                if late and not told:
                    found = _complaint(landscape, promise, late, (metric, priority, verb), (path, time.seconds))
                    yield replace(found, why=because(carriage, late[0]))


def _late(landscape: Landscape, promise: Entity, carriage: Carriage, about: tuple[str, str], time: Span) -> Late | None:
    """The one thing to be waited for too long, or the several that are late together."""
    if time.months or not time.seconds:
        return None
    hours, seconds = hours_in(landscape, promise), time.seconds
    for support in carriage.apart:
        supports = _times(landscape, [support], *about)
        wait = worst_wait(hours, supports, 1) if supports else None
        if wait and _longer(wait, seconds):
            return [support], wait
    times = {ref: _times(landscape, agreements, *about) for ref, agreements in carriage.carriers.items()}
    alone = {ref: worst_wait(hours, supports, 1) for ref, supports in times.items() if supports}
    late = {ref for ref, wait in alone.items() if _longer(wait, seconds)}
    if not carriage.falls(late):
        return None
    culprits = carriage.culprits(late)
    if not culprits:  # a group that needs more than it has is told by need-within-bounds
        return None
    wait = alone[culprits[0]] if len(culprits) == 1 else _together(carriage, hours, times, late)
    slow = [_fastest(landscape, carriage.carriers[ref], *about) for ref in culprits]
    return (slow, wait) if _longer(wait, seconds) else None


def _together(carriage: Carriage, hours: Hours, times: dict[Ref, Sequence[tuple[Hours, int]]], late: set[Ref]) -> Wait:
    """The worst wait until enough of those that are late on their own are done."""
    listed = [(ref, support) for ref in sorted(late) for support in times[ref]]

    def enough(done: frozenset[int]) -> bool:
        return not carriage.falls(late - {listed[number][0] for number in done})

    return worst_wait(hours, [support for _, support in listed], enough)


def _times(
    landscape: Landscape, agreements: Sequence[Entity], metric: str, priority: str
) -> Sequence[tuple[Hours, int]]:
    """The hours and seconds in which any of these agreements answers; those that say nothing of it are left out."""
    found = ((one, timed(one).get(metric, {}).get(priority)) for one in agreements)
    return [(hours_in(landscape, one), said[1].seconds) for one, said in found if said and not said[1].months]


def _fastest(landscape: Landscape, agreements: Sequence[Entity], metric: str, priority: str) -> Entity:
    said = [one for one in agreements if _times(landscape, [one], metric, priority)]
    return min(said, key=lambda one: timed(one)[metric][priority][1].seconds)


def _in_time(late: Late, metric: str, priority: str, time: Span) -> bool:
    """Whether all that is late promises no longer a time: it is late only by its hours, that is."""
    return all(timed(one)[metric][priority][1].seconds <= time.seconds for one in late[0])


def _absent(landscape: Landscape, promise: Entity, late: Late, today: date | None) -> bool:
    """Whether `hours-inside-support` tells of the support that is late; twice would be once too often."""
    return any(one in found.short for found in unattended(landscape, promise, today) for one in late[0])


def _longer(wait: Wait, seconds: int) -> bool:
    return wait.seconds is None or wait.seconds > seconds


def _complaint(
    landscape: Landscape,
    promise: Entity,
    late: Late,
    about: tuple[str, str, str],
    said: tuple[FieldPath, int],
) -> Complaint:
    (metric, priority, verb), (path, seconds), (slow, wait) = about, said, late
    first, theirs = slow[0], timed(slow[0])[metric][priority]
    names = " and ".join(str(one.ref) for one in slow)
    may = "for ever" if wait.seconds is None else spoken_time(wait.seconds)
    worst = f"begun {wait.start:%a %H:%M}{', a moment later' if wait.just_after else ''}"
    own = hours_name(landscape, promise)
    counted = f"{may} of {own}, {worst}" if wait.seconds != theirs[1].seconds else f"{may} of {own}"
    related = ((one, timed(one)[metric][priority][0], _they(landscape, one, metric, priority, verb)) for one in slow)
    hint = (
        f"promise {priority} within {may}"
        if wait.seconds is not None
        else f"agree on hours in which {names} can answer"
    )
    return Complaint(
        promise,
        path,
        f"{promise.ref} {verb}s {priority} within {spoken_time(seconds)}, {names} may take {may}",
        f"{hint}, or agree on at most {spoken_time(seconds)} with {first.ref}",
        related=tuple(related),
        label=f"has to wait up to {counted}",
    )


def _they(landscape: Landscape, support: Entity, metric: str, priority: str, verb: str) -> str:
    time = timed(support)[metric][priority][1]
    return f"{verb}s {priority} within {spoken_time(time.seconds)} of {hours_name(landscape, support)}"
