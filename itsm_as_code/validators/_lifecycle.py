"""What the three rules about lifecycles share: live entities, and what they need that is in another state."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.validators._rule import Complaint

LIVING = ("service", "ci")
"""The kinds that have a lifecycle."""


def live_on(state: str, hint: str, landscape: Landscape) -> Iterator[Complaint]:
    """Dependencies of live entities on members in the given state."""
    there = {ref for ref in landscape.entities if ref.kind in LIVING and lifecycle(landscape, ref) == state}
    for one in landscape.dependencies if there else ():
        if there.isdisjoint(one.members) or lifecycle(landscape, one.source) != "live":
            continue
        for member in one.members:
            if member in there:
                entity, other = landscape.entities[one.written_in], landscape.entities[member]
                related = ((other, ("spec", "lifecycle"), f"{state} here"),)
                words = f"{one.source} is live and needs {member}, which is {state}"
                yield Complaint(entity, one.path, words, hint, related=related)


def lifecycle(landscape: Landscape, ref: Ref) -> str:
    """Where an entity is in its life; empty where it has no such field or doesn't exist."""
    entity = landscape.entities.get(ref)
    return str(getattr(entity.model.spec, "lifecycle", "")) if entity else ""
