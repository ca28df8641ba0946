"""What a promise stands on: the agreements on what its subject needs, and which it can do without (SEMANTICS 8).

From the subject down through every hard dependency that tolerates nothing, and no further than to an
entity that an agreement covers: that agreement's own support is its own affair, told there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from itsm_as_code.graph.agreements import in_force
from itsm_as_code.graph.coverage import ABOVE, covering, named_support, planned_support, subjects
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity


@dataclass(frozen=True, slots=True)
class Carriage:
    """What an agreement on one subject stands on.

    `carriers` are the covered entities that were reached, each with the agreements that cover it. `apart`
    are agreements named in `supportedBy` that cover none of them: the promise needs each. `towards` leads
    from an entity to the one nearer the subject by which it was first reached.
    """

    subject: Ref
    carriers: Mapping[Ref, tuple[Entity, ...]]
    apart: tuple[Entity, ...]
    towards: Mapping[Ref, Ref]
    reached: tuple[Dependency, ...]

    def falls(self, failing: Collection[Ref]) -> bool:
        """Whether the subject is without what it needs when these carriers fail."""
        down = set(failing)
        if self.subject in down:
            return True
        agenda = self.reached
        while True:
            rest = [one for one in agenda if one.source not in down]
            fallen = {one.source for one in rest if sum(m not in down for m in one.members) < one.need}
            if self.subject in fallen:
                return True
            if not fallen:
                return False
            down |= fallen
            agenda = tuple(rest)

    def culprits(self, failing: Collection[Ref]) -> tuple[Ref, ...]:
        """Of failing carriers that take the subject down, those that are needed for it, nearest first."""
        left = sorted(failing, key=lambda ref: (len(self.way(ref)), ref))
        for ref in reversed(list(left)):
            without = [one for one in left if one != ref]
            if self.falls(without):
                left = without
        return tuple(left)

    def way(self, ref: Ref) -> tuple[Ref, ...]:
        """From the subject down to an entity, both included."""
        found = [ref]
        while found[-1] != self.subject:
            found.append(self.towards[found[-1]])
        return tuple(reversed(found))

    def way_to(self, support: Entity) -> tuple[Ref, ...]:
        """From the subject down to what an agreement covers; empty for one that covers nothing on the way."""
        covered = (ref for ref, agreements in self.carriers.items() if support in agreements)
        nearest = min(covered, key=lambda ref: (len(self.way(ref)), ref), default=None)
        return self.way(nearest) if nearest else ()


Counts = Callable[[Entity], bool]
"""Whether an agreement says anything about what is being looked at."""


def carriages(landscape: Landscape, promise: Entity, today: date | None, counts: Counts) -> Iterator[Carriage]:
    """What an agreement stands on, for each thing it is about; only agreements that count are looked at."""
    also = planned_support(landscape, promise)
    covers = covering(landscape, today, also)
    named = [
        one for one in named_support(landscape, promise) if (one.ref in also or in_force(one, today)) and counts(one)
    ]
    for subject in subjects(landscape, promise.ref):
        above = ABOVE[promise.ref.kind]

        def on(ref: Ref, subject: Ref = subject, above: tuple[str, ...] = above) -> tuple[Entity, ...]:
            passed = above if ref == subject else ()
            return tuple(one for one in covers.get(ref, ()) if one.ref.kind not in passed and counts(one))

        carriers, towards, reached = _walk(landscape, subject, on)
        met = {one.ref for agreements in carriers.values() for one in agreements}
        yield Carriage(subject, carriers, tuple(one for one in named if one.ref not in met), towards, reached)


def _walk(
    landscape: Landscape, subject: Ref, on: Callable[[Ref], tuple[Entity, ...]]
) -> tuple[dict[Ref, tuple[Entity, ...]], dict[Ref, Ref], tuple[Dependency, ...]]:
    """Breadth first, so that ways are shortest; in the order of what was written."""
    carriers: dict[Ref, tuple[Entity, ...]] = {}
    towards: dict[Ref, Ref] = {subject: subject}
    reached: list[Dependency] = []
    agenda = deque([subject])
    while agenda:
        ref = agenda.popleft()
        agreements = on(ref)
        if agreements:
            carriers[ref] = agreements
            continue
        for one in landscape.dependencies_of.get(ref, ()):
            if one.soft or one.tolerates:
                continue
            reached.append(one)
            for member in one.members:
                if member not in towards:
                    towards[member] = ref
                    agenda.append(member)
    return carriers, towards, tuple(reached)
