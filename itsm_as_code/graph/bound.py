"""The best availability that anything can have, however its failures hang together (SEMANTICS 7, bound).

What follows holds whatever depends on what: a promise above its bound is provably one that can't be kept.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.graph.coverage import ABOVE, Stated, availability_of, covering, planned_support, stated, subjects
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

ONE = Fraction(1)
ROUNDS = 100
"""How often a value may be lowered: a circle through a group can come nearer and nearer without end.

Every value on the way is a bound already, so stopping early is safe.
"""


class Bound(NamedTuple):
    """The best availability of an entity, as a share of one, and what decides it.

    Exactly one of the three says why: an agreement that states it, a dependency with the members that
    decide, or, where both are None, the entity's own `spec.availability`. At 1 nothing is known.
    """

    value: Fraction
    stated: Stated | None = None
    dependency: Dependency | None = None
    members: tuple[Ref, ...] = ()


UNKNOWN = Bound(ONE)


def group_bound(shares: Sequence[Fraction], need: int) -> tuple[Fraction, int]:
    """The best availability of need-of-n over members' bounds in rising order, and how many members decide it.

    min(1, min over r = 0 … need−1 of (a₁ + … + aₙ₋ᵣ) / (need − r)): the value of the linear program over
    all joint distributions with these margins.
    """
    best, deciding = ONE, 0
    total = sum(shares, Fraction(0))
    for left_out in range(need):
        value = total / (need - left_out)
        if value < best:
            best, deciding = value, len(shares) - left_out
        total -= shares[len(shares) - 1 - left_out]
    return best, deciding


@lru_cache(maxsize=8)
def bounds(landscape: Landscape, today: date | None = None, also: frozenset[Ref] = frozenset()) -> Mapping[Ref, Bound]:
    """The bound of every entity about which anything is known; of all others it is 1.

    The greatest solution of SEMANTICS 7, reached from above: the smallest value is passed on first, so
    that in a landscape without circles through groups each entity is lowered once.
    """
    found = {ref: Bound(_share(one), one) for ref, one in _stated(landscape, today, also).items()}
    agenda = [_queued(bound.value, ref) for ref, bound in found.items()]
    for ref, entity in landscape.entities.items():
        if ref.kind == "ci" and ref not in found and entity.says("spec.availability"):
            found[ref] = Bound(entity.model.spec.availability.exact)
            agenda.append(_queued(found[ref].value, ref))
    heapq.heapify(agenda)
    lowered: Counter[Ref] = Counter()
    while agenda:
        _, ref, value = heapq.heappop(agenda)
        if value is not found[ref].value:
            continue
        for number in landscape.dependencies_on.get(ref, ()):
            one = landscape.dependencies[number]
            before = found.get(one.source, UNKNOWN)
            if before.stated is None and lowered[one.source] < ROUNDS:
                now = _of_dependency(one, found)
                if now.value < before.value:
                    found[one.source] = now
                    lowered[one.source] += 1
                    heapq.heappush(agenda, _queued(now.value, one.source))
    return found


def _queued(value: Fraction, ref: Ref) -> tuple[float, Ref, Fraction]:
    """The order of the agenda saves work and changes no answer: near enough, it needn't be exact."""
    return float(value), ref, value


def exceeded(landscape: Landscape, promise: Entity, today: date | None) -> Iterator[tuple[Stated, Ref, Bound]]:
    """Each subject of an agreement that can't be as available as it promises: what is said, of what, and its bound."""
    said = availability_of(promise)
    for subject in subjects(landscape, promise.ref) if said else ():
        assert said is not None
        bound = bound_of_promise(landscape, promise, subject, today)
        if said.share.exact > bound.value:
            yield said, subject, bound


def bound_of_promise(landscape: Landscape, promise: Entity, ref: Ref, today: date | None = None) -> Bound:
    """What an agreement's promise about `ref` stands on: the bound without the agreements that make such a promise.

    For an SLA, OLAs and contracts that cover the service count; for an OLA, contracts do.
    """
    also = planned_support(landscape, promise)
    below = stated(
        one for one in covering(landscape, today, also).get(ref, ()) if one.ref.kind not in ABOVE[promise.ref.kind]
    )
    if below is not None:
        return Bound(_share(below), below)
    known = bounds(landscape, today, also)
    entity = landscape.entities.get(ref)
    own = entity.model.spec.availability if entity and ref.kind == "ci" else None
    found = [Bound(own.exact)] if own is not None else []
    found += (_of_dependency(one, known) for one in landscape.dependencies_of.get(ref, ()) if ref not in one.members)
    return min(found, key=lambda bound: bound.value, default=UNKNOWN)


def _stated(landscape: Landscape, today: date | None, also: frozenset[Ref]) -> Mapping[Ref, Stated]:
    found = ((ref, stated(agreements)) for ref, agreements in covering(landscape, today, also).items())
    return {ref: one for ref, one in found if one is not None}


def _share(one: Stated) -> Fraction:
    return one.share.exact


def _of_dependency(one: Dependency, known: Mapping[Ref, Bound]) -> Bound:
    """What a dependency allows: nothing is passed on by one that is soft or tolerates an outage."""
    if one.soft or one.tolerates or not 1 <= one.need <= len(one.members):
        return UNKNOWN
    values = [known.get(member, UNKNOWN).value for member in one.members]
    if len(values) == 1:
        return Bound(values[0], None, one, one.members)
    if one.need == 1 and sum(map(float, values)) > 1.01:  # most groups: no exact sum is needed to see that it's over 1
        return Bound(ONE, None, one)
    ordered = sorted(zip(values, one.members, strict=True))
    value, deciding = group_bound([share for share, _ in ordered], one.need)
    if one.need == len(one.members):
        deciding = 1  # all must work: the weakest alone decides
    return Bound(value, None, one, tuple(member for _, member in ordered[:deciding]))
