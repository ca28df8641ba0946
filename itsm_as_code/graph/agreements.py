"""Which agreements are in force, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.hours import ALWAYS, Hours, hours_of
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


def target_of(landscape: Landscape, ref: Ref, relation: str) -> Ref | None:
    """What the only reference of an entity in a field leads to."""
    links = landscape.links_from.get(ref, ())
    return next((link.target for link in links if link.relation == relation), None)


def hours_in(landscape: Landscape, agreement: Entity) -> Hours:
    """The hours in which an agreement counts time; round the clock where it names none, or none that is there."""
    return next(calendars_in(landscape, agreement, "hours"), ALWAYS)


@lru_cache(maxsize=256)
def _hours(calendar: Entity) -> Hours:
    return hours_of(calendar.model.spec)


def calendars_in(landscape: Landscape, agreement: Entity, field: str) -> Iterator[Hours]:
    """The hours of the calendars that an agreement names in a field, as far as they are there."""
    for link in landscape.links_from.get(agreement.ref, ()):
        calendar = landscape.find(link.target) if link.relation == field else None
        if calendar is not None and calendar.ref.kind == "calendar":
            yield _hours(calendar)
