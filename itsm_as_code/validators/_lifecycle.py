"""What the three rules about lifecycles share: live entities, and what they need that is in another state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.validators._rule import Complaint

LIVING = ("service", "ci")
"""The kinds that have a lifecycle."""


def live_on(state: str, hint: str, landscape: Landscape) -> Iterator[Complaint]:
    """Dependencies of live entities on members in the given state."""
    states = _lifecycles(landscape)
    if state not in states.values():
        return
    for one in landscape.dependencies:
        for member in one.members if states.get(one.source) == "live" else ():
            if states.get(member) == state:
                entity, other = landscape.entities[one.written_in], landscape.entities[member]
                related = ((other, ("spec", "lifecycle"), f"{state} here"),)
                words = f"{one.source} is live and needs {member}, which is {state}"
                yield Complaint(entity, one.path, words, hint, related=related)


@lru_cache(maxsize=1)
def _lifecycles(landscape: Landscape) -> Mapping[Ref, str]:
    """Where each entity is in its life; the three rules ask the same, one after the other."""
    living = ((ref, entity) for ref, entity in landscape.entities.items() if ref.kind in LIVING)
    return {ref: entity.facts.lifecycle for ref, entity in living}
