"""Who works on only because a circle holds itself up: nothing outside it would bring it back (SEMANTICS 4)."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def held_by_cycle(landscape: Landscape, levels: Mapping[Ref, Level], duration: int | None) -> tuple[Ref, ...]:
    """Entities that aren't down, stood on their own before the failure, and now stand only on each other."""
    down = frozenset(ref for ref, level in levels.items() if level is Level.DOWN)
    region = _reached(landscape, down)
    before, after = (_grounded(landscape, region, gone, duration) for gone in (frozenset[Ref](), down))
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


def _grounded(landscape: Landscape, region: set[Ref], down: frozenset[Ref], duration: int | None) -> set[Ref]:
    """Those of a region that could be started one after the other; what lies outside is taken to run."""
    grounded: set[Ref] = set()
    agenda = sorted(region - down)
    while agenda:
        ready = [ref for ref in agenda if _can_start(landscape, ref, region, grounded, duration)]
        if not ready:
            break
        grounded |= set(ready)
        waiting = {ref for one in ready for ref in landscape.needed_by(one)}
        agenda = sorted((waiting & region) - grounded - down)
    return grounded


def _can_start(landscape: Landscape, ref: Ref, region: set[Ref], grounded: set[Ref], duration: int | None) -> bool:
    """Whether everything it can't be without is there; what it tolerates for as long isn't missed."""
    return all(
        one.soft
        or (duration is not None and one.tolerates >= duration)
        or sum(member not in region or member in grounded for member in one.members) >= one.need
        for one in landscape.dependencies_of.get(ref, ())
    )
