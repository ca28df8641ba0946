"""Who works on only because a circle holds itself up: nothing outside it would bring it back (SEMANTICS 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from itsm_as_code.graph.cycles import cycles
from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def held_by_cycle(landscape: Landscape, levels: Mapping[Ref, Level], duration: int | None) -> tuple[Ref, ...]:
    """Entities that aren't down, stood on their own before the failure, and now stand only on each other.

    Asked of failures without end only: from any other, everything comes back by itself.
    """
    if duration is not None or not _has_circles(landscape):
        return ()
    down = frozenset(ref for ref, level in levels.items() if level is Level.DOWN)
    reached = _closure(down, landscape.needed_by)
    house = _closure(reached, landscape.needs)
    before, after = (_started(landscape, house, gone) for gone in (frozenset[Ref](), down))
    return tuple(sorted(ref for ref in reached if ref in before and ref not in after and ref not in down))


@lru_cache(maxsize=2)
def _has_circles(landscape: Landscape) -> bool:
    """Whether anything needs itself, however far around; without that, whatever isn't down can be started."""
    return any(one.source in one.members for one in landscape.dependencies) or bool(cycles(landscape))


def _closure(start: Iterable[Ref], onward: Callable[[Ref], Iterable[Ref]]) -> set[Ref]:
    """The start and everything that lies onward of it, by whatever way."""
    found = set(start)
    agenda = list(found)
    while agenda:
        for ref in onward(agenda.pop()):
            if ref not in found:
                found.add(ref)
                agenda.append(ref)
    return found


def _started(landscape: Landscape, house: set[Ref], down: frozenset[Ref]) -> set[Ref]:
    """Those that could be started one after the other, from an empty house that has all they need."""
    running: set[Ref] = set()
    agenda = house - down
    while agenda:
        ready = {ref for ref in agenda if _can_start(landscape, ref, running)}
        running |= ready
        waiting = {ref for one in ready for ref in landscape.needed_by(one)}
        agenda = (waiting & house) - running - down
    return running


def _can_start(landscape: Landscape, ref: Ref, running: set[Ref]) -> bool:
    """Whether everything it can't be without is there."""
    return all(
        one.soft or sum(member in running for member in one.members) >= one.need
        for one in landscape.dependencies_of.get(ref, ())
    )
