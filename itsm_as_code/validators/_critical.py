"""What rules about owners of critical services share: each such owner once, with the service that makes it one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import leads_to, live


def owners_of_critical(landscape: Landscape, criticality: Collection[str]) -> Iterator[tuple[Entity, Entity]]:
    """Teams that own live services as critical as that, each with the first of these by name."""
    seen = set()
    for service in live(landscape, "service"):
        if service.facts.criticality in criticality:
            owner = leads_to(landscape, service.ref, "owner")
            if owner is not None and owner.ref.kind == "team" and owner.ref not in seen:
                seen.add(owner.ref)
                yield owner, service
