"""Single points of failure: what alone takes something down, and what each takes down over a whole landscape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

from itsm_as_code.graph._fallen import fallen, passes
from itsm_as_code.graph._structure import Gate, Structure, below, hard, whole
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref

BLOCK = 8_192
"""How many entities are taken down in one pass, one by one: a kilobyte for each entity of the landscape."""


@dataclass(frozen=True, eq=False)
class SinglePoints:
    """What alone takes each of some entities down.

    Bit n of `bits[e]` says that `candidates[n]` alone takes e down: in a large landscape there are far too
    many pairs to list. `of` lists them for one entity, `tolls` counts them from the other side.
    """

    candidates: tuple[Ref, ...]
    bits: Mapping[Ref, int]

    def of(self, top: Ref) -> tuple[Ref, ...]:
        """The single points of failure of an entity, sorted."""
        return tuple(self.candidates[number] for number in ones(self.bits[top]))

    def tolls(self, tops: Iterable[Ref]) -> dict[Ref, int]:
        """How many of these entities each candidate takes down alone; those that take none are left out."""
        counts = columns([self.bits[top] for top in tops])
        return {self.candidates[number]: count for number, count in counts.items()}


class SharedCause(NamedTuple):
    """A group with spares whose spares are none: each of the causes, alone, takes more of it than it can lose.

    Causes are sorted by their way to the group, the nearest first.
    """

    group: Dependency
    causes: tuple[Ref, ...]


def single_points(
    landscape: Landscape,
    tops: Iterable[Ref] | None = None,
    among: Collection[Ref] | None = None,
    counts: Callable[[Dependency], bool] = hard,
) -> SinglePoints:
    """What alone takes down each of the `tops` (all services, if left out), as far as it is `among` these.

    Exact, with groups, shared members and circles: each candidate is taken down alone, SEMANTICS 2 is
    followed to its least fixpoint, and a bit for each lets thousands go together. An entity is no single
    point of its own failure. `counts` says along which dependencies failure is followed.

    >>> from itsm_as_code.graph import connect
    >>> from itsm_as_code.model import TextFile
    >>> from itsm_as_code.reading import read
    >>> text = '''
    ... {apiVersion: itsm/v1, kind: Service, metadata: {name: mail}, spec: {dependsOn: [{anyOf: [ci:a, ci:b]}]}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: a}, spec: {type: server, location: ci:rack}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: b}, spec: {type: server, location: ci:rack}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: rack}, spec: {type: location}}
    ... '''
    >>> landscape = connect(read([TextFile("mail.yaml", text.encode())]))
    >>> mail = landscape.named("service:mail")
    >>> [str(ref) for ref in single_points(landscape).of(mail)]
    ['ci:rack']
    """
    wanted = services(landscape) if tops is None else tuple(dict.fromkeys(tops))
    house = whole(landscape) if tops is None and counts is hard else below(landscape, wanted, counts)
    candidates = _candidates(house, among)
    bits = dict.fromkeys(wanted, 0)
    for start, down in _one_by_one(house, candidates):
        for top in wanted:
            bits[top] |= down[house.numbers[top]] << start
    for start, number in enumerate(candidates):
        if house.refs[number] in bits:
            bits[house.refs[number]] &= ~(1 << start)
    return SinglePoints(tuple(house.refs[number] for number in candidates), bits)


def shared_causes(
    landscape: Landscape, tops: Iterable[Ref] | None = None, among: Collection[Ref] | None = None
) -> tuple[SharedCause, ...]:
    """The groups with spares, of the `tops` and all they hang on, that one failure takes more from than they can lose.

    SEMANTICS 6: redundancy that is not. Without `among`, causes are told that more than one thing needs;
    what lies behind such a cause and only behind it would be the same cause again.
    """
    house = whole(landscape) if tops is None else below(landscape, tops)
    groups = [gate for gates in house.gates for gate in gates if 1 < gate.failing <= len(gate.members)]
    candidates = _candidates(house, among) if among is not None else _shared(house)
    found: list[list[int]] = [[] for _ in groups]
    for start, down in _one_by_one(house, candidates) if groups else ():
        for causes, gate in zip(found, groups, strict=True):
            causes += [candidates[start + number] for number in ones(passes(gate, down))]
    return tuple(
        SharedCause(gate.written, _nearest_first(house, gate, causes))
        for gate, causes in zip(groups, found, strict=True)
        if causes
    )


def services(landscape: Landscape) -> tuple[Ref, ...]:
    """The services there are, sorted."""
    return tuple(ref for ref in landscape.nodes if ref.kind == "service" and ref in landscape.entities)


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, rising."""
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def columns(rows: Iterable[int]) -> dict[int, int]:
    """How many of the rows have each bit set, for bits that any has.

    A sum with carry, for all bits at once: `sums[j]` holds bit j of every count.
    """
    sums: list[int] = []
    for row in rows:
        carry, place = row, 0
        while carry:
            if place == len(sums):
                sums.append(0)
            sums[place], carry = sums[place] ^ carry, sums[place] & carry
            place += 1
    counts = dict.fromkeys(ones(reduce(or_, sums, 0)), 0)
    for place, one in enumerate(sums):
        for number in ones(one):
            counts[number] += 1 << place
    return counts


def _candidates(house: Structure, among: Collection[Ref] | None) -> list[int]:
    return [number for number, ref in enumerate(house.refs) if among is None or ref in among]


def _shared(house: Structure) -> list[int]:
    """Those that more than one thing needs."""
    needed_by = Counter(
        member for gates in house.gates for member in {member for gate in gates for member in gate.members}
    )
    return sorted(number for number, count in needed_by.items() if count > 1)


def _one_by_one(house: Structure, candidates: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Each candidate taken down alone, a block of them at a time: where the block starts, and who is down."""
    for start in range(0, len(candidates), BLOCK):
        block = candidates[start : start + BLOCK]
        yield start, fallen(house, {number: 1 << place for place, number in enumerate(block)})


def _nearest_first(house: Structure, gate: Gate, causes: list[int]) -> tuple[Ref, ...]:
    """The causes by their way to the group, then by name."""
    left, steps, found = set(causes), set(gate.members), []
    seen = set(steps)
    while left and steps:
        found += sorted(left & steps)
        left -= steps
        steps = {member for number in steps for one in house.gates[number] for member in one.members} - seen
        seen |= steps
    return tuple(house.refs[number] for number in found)
