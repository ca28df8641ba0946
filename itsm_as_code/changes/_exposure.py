"""What a single failure does after a change that it didn't do before, and the reverse: the heart of a review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from itsm_as_code.changes._rewired import Names, Rewired, causes
from itsm_as_code.graph import Landscape, Level, Scenario, above, levels, single_points
from itsm_as_code.model import Ref

MOST_HITS = 100_000
"""Effects of single failures that are compared; in a large landscape one more cause may have as many again."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """An entity that one failure hits harder, or less hard, than before."""

    ref: Ref
    by: Ref
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A service that one failure alone takes down."""

    ref: Ref
    by: Ref


@dataclass(frozen=True, slots=True)
class Exposure:
    """How single failures differ: who is hit harder, who less, and the single points of failure of services.

    `causes` is how many failures may differ, `unseen` how many of them were too many to follow: only
    the single points are complete then.
    """

    harder: tuple[Exposed, ...] = ()
    softer: tuple[Exposed, ...] = ()
    points: tuple[SinglePoint, ...] = ()
    points_gone: tuple[SinglePoint, ...] = ()
    causes: int = 0
    unseen: int = 0


def exposure(before: Landscape, after: Landscape, ways: Rewired, names: Names) -> Exposure:
    """Follows each failure that can be felt otherwise than before, on both sides.

    What is new can't be newly exposed, and what is gone isn't relieved: only what is there on both sides is told.
    """
    if not ways:
        return Exposure()
    differing = sorted(causes(before, after, ways, names))
    found: list[Exposed] = []
    hits, seen = 0, 0
    for cause in differing:
        if hits > MOST_HITS:
            break
        was, now = _hit(before, names.before(cause)), _hit(after, cause)
        found += _differences(cause, {names.now(ref): level for ref, level in was.items()}, now)
        hits, seen = hits + len(was) + len(now), seen + 1
    both = [one for one in found if one.ref in after.entities and names.before(one.ref) in before.entities]
    points, gone = _points(before, after, ways, names, frozenset(differing))
    return Exposure(
        tuple(one for one in both if one.after > one.before),
        tuple(one for one in both if one.after < one.before),
        *(points, gone),
        *(len(differing), len(differing) - seen),
    )


def _hit(landscape: Landscape, cause: Ref) -> dict[Ref, Level]:
    """Whom a failure hits; of what isn't there, nobody but itself, of what can't be read whoever names it."""
    return levels(landscape, Scenario({cause: Level.DOWN}))


def _differences(cause: Ref, was: dict[Ref, Level], now: dict[Ref, Level]) -> Iterable[Exposed]:
    for ref in sorted(was.keys() | now.keys()):
        one, other = was.get(ref, Level.OK), now.get(ref, Level.OK)
        if one != other and ref != cause:
            yield Exposed(ref, cause, one, other)


def _points(
    before: Landscape, after: Landscape, ways: Rewired, names: Names, among: frozenset[Ref]
) -> tuple[tuple[SinglePoint, ...], tuple[SinglePoint, ...]]:
    """The single points of failure that services have only now, and only had before."""
    old = {names.now(ref) for ref in above(before, (one.source for one in ways.gone))}
    found = old | above(after, (one.source for one in ways.come))
    tops = sorted(
        ref for ref in found if ref.kind == "service" and ref in after.entities and names.before(ref) in before.entities
    )
    had = single_points(before, [names.before(ref) for ref in tops], frozenset(map(names.before, among)))
    have = single_points(after, tops, among)
    points: list[SinglePoint] = []
    gone: list[SinglePoint] = []
    for top in tops:
        was, now = set(map(names.now, had.of(names.before(top)))), set(have.of(top))
        points += (SinglePoint(top, by) for by in sorted(now - was))
        gone += (SinglePoint(top, by) for by in sorted(was - now))
    return tuple(points), tuple(gone)
