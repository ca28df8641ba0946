"""What lies above some entities, and what below them, however far, by dependencies of any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def above(landscape: Landscape, refs: Iterable[Ref]) -> set[Ref]:
    """Some entities and all that need them, by whatever way."""
    of, on = landscape.dependencies, landscape.dependencies_on
    return _closed(refs, lambda ref: (of[number].source for number in on.get(ref, ())))


def below(landscape: Landscape, refs: Iterable[Ref]) -> set[Ref]:
    """Some entities and all that they need, by whatever way."""
    of = landscape.dependencies_of
    return _closed(refs, lambda ref: (member for one in of.get(ref, ()) for member in one.members))


def _closed(refs: Iterable[Ref], onward: Callable[[Ref], Iterable[Ref]]) -> set[Ref]:
    found = set(refs)
    agenda = list(found)
    while agenda:
        new = set(onward(agenda.pop())) - found
        found |= new
        agenda += new
    return found
