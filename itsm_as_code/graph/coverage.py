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


ABOVE: Mapping[str, tuple[str, ...]] = {"sla": ("sla",), "ola": ("sla", "ola"), "contract": ("sla", "ola", "contract")}
"""The kinds of agreement that don't carry a promise of a kind on the same subject."""


class Stated(NamedTuple):
    """An availability that an agreement states, and where."""

    share: Percent
    agreement: Entity
    path: FieldPath


@lru_cache(maxsize=8)
def covering(
    landscape: Landscape, today: date | None = None, also: frozenset[Ref] = frozenset()
) -> Mapping[Ref, tuple[Entity, ...]]:
    """The agreements in force on each entity that has any: SLAs on a service, OLAs and contracts on what they cover.

    Those in `also` count as if they were in force: a draft stands on drafts.
    """
    found: defaultdict[Ref, list[Entity]] = defaultdict(list)
    for ref, entity in landscape.entities.items():
        if ref.kind in AGREEMENTS and (ref in also or in_force(entity, today)):
            for about in subjects(landscape, ref):
                found[about].append(entity)
    return {ref: tuple(agreements) for ref, agreements in found.items()}


def named_support(landscape: Landscape, promise: Entity) -> tuple[Entity, ...]:
    """The agreements that a promise says it is supported by, as far as they are there."""
    links = landscape.links_from.get(promise.ref, ())
    named = (landscape.entities.get(link.target) for link in links if link.relation == "supportedBy")
    return tuple(one for one in named if one is not None)


def planned_support(landscape: Landscape, promise: Entity) -> frozenset[Ref]:
    """The drafts that a draft says it will be supported by."""
    if promise.model.spec.status != "draft":
        return frozenset()
    return frozenset(one.ref for one in named_support(landscape, promise) if one.model.spec.status == "draft")


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
