"""Who works on only because a circle holds itself up: nothing outside it would bring it back (SEMANTICS 4)."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def held_by_cycle(landscape: Landscape, levels: Mapping[Ref, Level], duration: int | None) -> tuple[Ref, ...]:
    """Entities that aren't down, stood on their own before the failure, and now stand only on each other.

    Asked of failures without end only: from any other, everything comes back by itself.
    """
    if duration is not None:
        return ()
    down = frozenset(ref for ref, level in levels.items() if level is Level.DOWN)
    region = _reached(landscape, down)
    before, after = (_grounded(landscape, region, gone) for gone in (frozenset[Ref](), down))
    return tuple(sorted(ref for ref in region if ref in before and ref not in after and ref not in down))


def _reached(landscape: Landscape, start: frozenset[Ref]) -> set[Ref]:
    """Everything that depends on the start, by whatever way."""
    found, agenda = set(start), list(start)
    while agenda:
        for ref in landscape.needed_by(agenda.pop()):
            if ref not in found:
                found.add(ref)
                agenda.append(ref)
    return found


def _grounded(landscape: Landscape, region: set[Ref], down: frozenset[Ref]) -> set[Ref]:
    """Those of a region that could be started one after the other; what lies outside is taken to run."""
    grounded: set[Ref] = set()
    agenda = sorted(region - down)
    while agenda:
        ready = [ref for ref in agenda if _can_start(landscape, ref, region, grounded)]
        if not ready:
            break
        grounded |= set(ready)
        waiting = {ref for one in ready for ref in landscape.needed_by(one)}
        agenda = sorted((waiting & region) - grounded - down)
    return grounded


def _can_start(landscape: Landscape, ref: Ref, region: set[Ref], grounded: set[Ref]) -> bool:
    """Whether everything it can't be without is there."""
    return all(
        one.soft or sum(member not in region or member in grounded for member in one.members) >= one.need
        for one in landscape.dependencies_of.get(ref, ())
    )
