"""What a single failure does after a change that it didn't do before: the heart of a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itsm_as_code.graph import Landscape, Level, Scenario, levels
from itsm_as_code.model import Ref


@dataclass(frozen=True, slots=True)
class Exposed:
    """An entity that one failure hits harder than before."""

    ref: Ref
    by: Ref
    before: Level
    after: Level


def exposed(before: Landscape, after: Landscape, touched: set[Ref], renamed: Mapping[Ref, Ref]) -> tuple[Exposed, ...]:
    """For each thing that what was touched stands on, and for itself: whom its failure newly hits, or hits harder.

    Nothing else can have changed: a failure that reaches nobody touched takes the same ways as before.
    `touched` are names of `after`, `renamed` leads from them to the older ones.
    """
    found: list[Exposed] = []
    new_names = {old: new for new, old in renamed.items()}
    for cause in sorted(_stood_on(after, touched)):
        was = renamed.get(cause, cause)
        earlier = {new_names.get(ref, ref): level for ref, level in _hit(before, was).items()}
        for ref, level in _hit(after, cause).items():
            if level > earlier.get(ref, Level.OK) and ref != cause:
                found.append(Exposed(ref, cause, earlier.get(ref, Level.OK), level))
    return tuple(found)


def _hit(landscape: Landscape, cause: Ref) -> dict[Ref, Level]:
    known = cause in landscape.entities or cause in landscape.missing
    return levels(landscape, Scenario({cause: Level.DOWN})) if known else {}


def _stood_on(landscape: Landscape, touched: set[Ref]) -> set[Ref]:
    """The touched ones that are there, and all they need by whatever way."""
    found = {ref for ref in touched if ref in landscape.entities}
    agenda = list(found)
    while agenda:
        for ref in landscape.needs(agenda.pop()):
            if ref not in found:
                found.add(ref)
                agenda.append(ref)
    return found
