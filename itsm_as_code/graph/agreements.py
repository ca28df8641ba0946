"""Which agreements are in force, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

AGREEMENTS = ("sla", "ola", "contract")


def in_force(agreement: Entity, today: date | None = None) -> bool:
    """Whether an agreement holds: agreed, and `today`, if given, inside its term."""
    spec = agreement.model.spec
    if spec.status != "agreed":
        return False
    if today is None or spec.term is None:
        return True
    return bool(spec.term.start <= today and (spec.term.end is None or today <= spec.term.end))


def promises(landscape: Landscape, service: Ref, today: date | None = None) -> Iterator[Entity]:
    """The SLAs in force on a service, sorted by name."""
    for link in landscape.links_to.get(service, ()):
        if link.source.kind == "sla" and link.relation == "service":
            agreement = landscape.entities[link.source]
            if in_force(agreement, today):
                yield agreement
