"""What the two rules about times share: promised times against those of what must be waited for, at the worst start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from itsm_as_code.graph import Landscape, hours_in
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.hours import Hours, Wait, worst_wait
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span, spoken_time
from itsm_as_code.validators._objectives import timed
from itsm_as_code.validators._promises import hours_name, promising
from itsm_as_code.validators._rule import Complaint

Timed = dict[str, tuple[FieldPath, Span]]


def waits(landscape: Landscape, today: date | None, metric: str, verb: str) -> Iterator[Complaint]:
    """Promised times that are shorter than what they wait for, each counted in its own service hours."""
    for promise in promising(landscape, today):
        targets = timed(promise).get(metric, {})
        for carriage in carriages(landscape, promise, today, lambda one: metric in timed(one)) if targets else ():
            for priority, (path, time) in sorted(targets.items()):
                if not time.months:
                    yield from _late(landscape, promise, carriage, (metric, priority, verb), (path, time.seconds))


def _late(
    landscape: Landscape,
    promise: Entity,
    carriage: Carriage,
    about: tuple[str, str, str],
    said: tuple[FieldPath, int],
) -> Iterator[Complaint]:
    """At most one complaint: the one thing to be waited for, or the several that are late together."""
    metric, priority, _ = about
    hours, seconds = hours_in(landscape, promise), said[1]
    times = {ref: _times(landscape, agreements, metric, priority) for ref, agreements in carriage.carriers.items()}
    alone = {ref: worst_wait(hours, supports, 1) for ref, supports in times.items() if supports}
    late = {ref for ref, wait in alone.items() if _longer(wait, seconds)}
    for support in carriage.apart:
        wait = worst_wait(hours, supports, 1) if (supports := _times(landscape, [support], metric, priority)) else None
        if wait and _longer(wait, seconds):
            yield _complaint(landscape, promise, [support], about, said, wait)
            return
    if carriage.falls(late):
        culprits = carriage.culprits(late)
        wait = alone[culprits[0]] if len(culprits) == 1 else _together(carriage, hours, times, late)
        if _longer(wait, seconds):
            slow = [_fastest(landscape, carriage.carriers[ref], metric, priority) for ref in culprits]
            yield _complaint(landscape, promise, slow, about, said, wait)


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


def _longer(wait: Wait, seconds: int) -> bool:
    return wait.seconds is None or wait.seconds > seconds


def _complaint(  # noqa: PLR0913 - the promise, what it waits for, what both say, and how long it is
    landscape: Landscape,
    promise: Entity,
    slow: Sequence[Entity],
    about: tuple[str, str, str],
    said: tuple[FieldPath, int],
    wait: Wait,
) -> Complaint:
    (metric, priority, verb), (path, seconds) = about, said
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
