"""The dependencies by number, once for a landscape: what failure travels along."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref

Shape = tuple[int, int, bool, int]
"""What of a dependency matters to failure: its members, how many it needs, whether it is soft, what it tolerates."""


@dataclass(frozen=True, eq=False)
class Wiring:
    """Entities are numbers, in the order of their names; dependencies are their places in `Landscape.dependencies`.

    `on[e]` are the dependencies that have e among their members; those of e itself lie together, from `first[e]` on.
    `sources[d]` is who needs d. Shapes are shared: a landscape has a handful.
    """

    refs: tuple[Ref, ...]
    numbers: Mapping[Ref, int]
    on: Sequence[Sequence[int]]
    first: Sequence[int]
    sources: Sequence[int]
    members: Sequence[tuple[int, ...]]
    shapes: Sequence[Shape]

    def of(self, entity: int) -> range:
        """The dependencies of an entity."""
        return range(self.first[entity], self.first[entity + 1])

    def needs(self, entity: int) -> Iterator[int]:
        """What an entity depends on; some of it several times, perhaps."""
        return (member for number in self.of(entity) for member in self.members[number])

    def needed_by(self, entity: int) -> Iterator[int]:
        """Who depends on an entity; some of them several times, perhaps."""
        return (self.sources[number] for number in self.on[entity])


@lru_cache(maxsize=2)
def wiring(landscape: Landscape) -> Wiring:
    """Everything anything depends on or that depends on anything, and all else that has a name."""
    dependencies = landscape.dependencies
    refs = landscape.nodes
    if others := {ref for one in dependencies for ref in (one.source, *one.members)}.difference(refs):
        refs = tuple(sorted({*refs, *others}))
    numbers = {ref: number for number, ref in enumerate(refs)}
    on: list[list[int]] = [[] for _ in refs]
    sources, members, shapes, known = array("i"), [], [], dict[Shape, Shape]()
    for place, one in enumerate(dependencies):
        sources.append(numbers[one.source])
        found = tuple([numbers[member] for member in one.members])
        members.append(found)
        shape = (len(found), one.need, one.soft, one.tolerates)
        shapes.append(known.setdefault(shape, shape))
        for member in found:
            on[member].append(place)
    first = [bisect_left(sources, number) for number in range(len(refs) + 1)]
    return Wiring(refs, numbers, on, first, sources, members, shapes)
