"""What rules about the catalogue share: entries with the service they offer."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import leads_to, of
from itsm_as_code.validators._rule import Complaint


def offers(landscape: Landscape) -> Iterator[tuple[Entity, Entity]]:
    """Each entry whose service is there, with that service."""
    for entry in of(landscape, "catalogentry"):
        service = leads_to(landscape, entry.ref, "service")
        if service is not None and service.ref.kind == "service":
            yield entry, service


def offers_in(state: str, hint: str, landscape: Landscape, *, orderable: bool) -> Iterator[Complaint]:
    """Entries of services in a state of their life; if so asked, only those that can be ordered."""
    for entry, service in offers(landscape):
        if service.facts.lifecycle == state and (entry.model.spec.request or not orderable):
            related = ((service, ("spec", "lifecycle"), f"{state} here"),)
            verb = "asks customers to order" if orderable else "offers"
            words = f"{entry.ref} {verb} {service.ref}, which is {state}"
            yield Complaint(entry, ("spec", "service"), words, hint, related=related)
