"""What rules about people, teams, customers and suppliers share: how they can be reached, and who is named nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

PARTIES = ("team", "person", "customer", "supplier")
"""The kinds that can be reached."""


def reachable(entity: Entity) -> bool:
    """Whether a party says any way to reach it, be it by a person to turn to."""
    spec = entity.model.spec
    return bool(spec.email or spec.phone or spec.chat or spec.on_call or spec.contact)


def unreachable(landscape: Landscape, parties: Iterable[Entity], one: str, several: str) -> Iterator[Complaint]:
    """Parties that can't be reached in any way, and whose members can't either."""
    lacking = (entity for entity in parties if not any(reachable(found) for found in _all(landscape, entity)))
    words = (f"{one} and says no way to reach it", f"{several} and say no way to reach them")
    return gaps(lacking, ("spec",), words, "add email:, phone:, chat:, onCall: or contact:")


def _all(landscape: Landscape, entity: Entity) -> Iterator[Entity]:
    """A party and its members."""
    yield entity
    for link in landscape.links_from.get(entity.ref, ()):
        member = landscape.find(link.target) if link.relation == "members" else None
        if member is not None and member.ref.kind == "person":
            yield member


def unnamed(landscape: Landscape, kind: str, hint: str) -> Iterator[Complaint]:
    """Entities of a kind that nothing refers to."""
    lacking = (entity for entity in of(landscape, kind) if entity.ref not in landscape.links_to)
    return gaps(lacking, ("metadata", "name"), ("is named nowhere", "are named nowhere"), hint)
