"""What most rules begin with: entities of some kinds, those that are live, and what a field leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itsm_as_code.graph import AGREEMENTS, Landscape, target_of
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

RELIED_ON = ("service", "ci", "catalogentry", *AGREEMENTS)
MOST = 3
"""So many names a sentence can take."""


def of(landscape: Landscape, *kinds: str) -> Iterator[Entity]:
    """The entities of these kinds."""
    for kind in kinds:
        yield from landscape.by_kind.get(kind, ())


def live(landscape: Landscape, *kinds: str) -> Iterator[Entity]:
    """Those of these kinds that are live; the kinds have a lifecycle."""
    return (entity for entity in of(landscape, *kinds) if entity.facts.lifecycle == "live")


def leads_to(landscape: Landscape, ref: Ref, relation: str) -> Entity | None:
    """The entity that the first reference in a field leads to."""
    target = target_of(landscape, ref, relation)
    return landscape.find(target) if target else None


def named_by(landscape: Landscape, ref: Ref, *relations: str) -> list[Ref]:
    """Who names an entity in one of these fields, each once, sorted."""
    return sorted({link.source for link in landscape.links_to.get(ref, ()) if link.relation in relations})


def some(refs: Iterable[Ref]) -> str:
    """The first few of them: `service:a, service:b, service:c and 4 more`."""
    names = [str(ref) for ref in refs]
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def answers_for(landscape: Landscape, team: Ref) -> bool:
    """Whether a team owns something that others rely on: a service, an item, an agreement or an offer."""
    return any(link.relation == "owner" and link.source.kind in RELIED_ON for link in landscape.links_to.get(team, ()))
