"""Who falls with whom, by number: the hard dependencies that cut sets and availabilities are computed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.graph.cycles import components
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


class Gate(NamedTuple):
    """A hard dependency: once `failing` of its members are down, who needs it is down."""

    members: tuple[int, ...]
    failing: int
    written: Dependency


class Top(NamedTuple):
    """Whose failure is asked, and the dependencies that it would come by."""

    number: int
    gates: tuple[Gate, ...]


@dataclass(frozen=True, eq=False)
class Structure:
    """Some entities, numbered in their order, and what takes each of them down.

    `order` are groups of numbers: what is needed comes before who needs it, and those that need one
    another are one group.
    """

    refs: tuple[Ref, ...]
    numbers: Mapping[Ref, int]
    gates: tuple[tuple[Gate, ...], ...]
    order: tuple[tuple[int, ...], ...]


def hard(one: Dependency) -> bool:
    """Whether a failure without end passes: a soft dependency only degrades, tolerance ends some day."""
    return not one.soft


@lru_cache(maxsize=2)
def whole(landscape: Landscape) -> Structure:
    """Everything, for failures without end; what was refused on reading is needed all the same."""
    refs = set(landscape.nodes).union(*(one.members for one in landscape.dependencies))
    return _numbered(landscape, tuple(sorted(refs)), hard)


def below(landscape: Landscape, tops: Iterable[Ref], counts: Callable[[Dependency], bool] = hard) -> Structure:
    """Some entities and all that they hang on, by dependencies that count."""
    found = dict.fromkeys(tops)
    agenda = list(found)
    while agenda:
        for one in landscape.dependencies_of.get(agenda.pop(), ()):
            new = [member for member in one.members if member not in found] if counts(one) else []
            found |= dict.fromkeys(new)
            agenda += new
    return _numbered(landscape, tuple(sorted(found)), counts)


def _numbered(landscape: Landscape, refs: tuple[Ref, ...], counts: Callable[[Dependency], bool]) -> Structure:
    numbers = {ref: number for number, ref in enumerate(refs)}
    of = landscape.dependencies_of
    gates = tuple(tuple(gate_of(one, numbers) for one in of.get(ref, ()) if counts(one)) for ref in refs)
    edges = {number: _members(each) for number, each in enumerate(gates)}
    return Structure(refs, numbers, gates, tuple(map(tuple, components(edges))))


def gate_of(one: Dependency, numbers: Mapping[Ref, int]) -> Gate:
    """A need that can't be met is felt at the first failure, as impacts tell it: nothing fails without a cause."""
    return Gate(tuple(numbers[member] for member in one.members), max(1, len(one.members) - one.need + 1), one)


def _members(gates: Sequence[Gate]) -> list[int]:
    return [member for gate in gates for member in gate.members]
