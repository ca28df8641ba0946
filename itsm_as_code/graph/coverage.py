"""Which promises cover an entity, and what availability they state for it (SEMANTICS 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.graph.agreements import AGREEMENTS, in_force
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Percent

ABOUT = ("service", "covers")
"""The fields in which an agreement says what it is about."""


class Stated(NamedTuple):
    """An availability that an agreement states, and where."""

    share: Percent
    agreement: Entity
    path: FieldPath


@lru_cache(maxsize=8)
def covering(landscape: Landscape, today: date | None = None) -> Mapping[Ref, tuple[Entity, ...]]:
    """The agreements in force on each entity that has any: SLAs on a service, OLAs and contracts on what they cover."""
    found: defaultdict[Ref, list[Entity]] = defaultdict(list)
    for ref, entity in landscape.entities.items():
        if ref.kind in AGREEMENTS and in_force(entity, today):
            for about in subjects(landscape, ref):
                found[about].append(entity)
    return {ref: tuple(agreements) for ref, agreements in found.items()}


def subjects(landscape: Landscape, agreement: Ref) -> tuple[Ref, ...]:
    """What an agreement is about: the service of an SLA, what an OLA or a contract covers."""
    links = landscape.links_from.get(agreement, ())
    return tuple(dict.fromkeys(link.target for link in links if link.relation in ABOUT))


def stated(agreements: Iterable[Entity]) -> Stated | None:
    """The strongest availability that any of these agreements states, the first one of several alike."""
    found = [one for one in map(availability_of, agreements) if one is not None]
    return max(found, key=lambda one: one.share, default=None)


def availability_of(agreement: Entity) -> Stated | None:
    """The availability an agreement states, if it states one."""
    for number, objective in enumerate(agreement.model.spec.objectives):
        if objective.name == "availability":
            return Stated(objective.target.value, agreement, ("spec", "objectives", number, "target"))
    return None
