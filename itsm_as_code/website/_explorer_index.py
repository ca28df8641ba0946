"""The explorer's index: the landscape as numbers, small enough for a browser to ask what fails if something does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from itsm_as_code.graph import Dependency, Landscape, in_force, target_of
from itsm_as_code.graph.cost import terms_of, touched
from itsm_as_code.model import Ref
from itsm_as_code.website._terms_index import LONGEST, starts, terms_index


class Told(NamedTuple):
    """What the site calls an entity, and its page from the root of the site, empty where it has none."""

    title: str
    page: str = ""


def explorer_index(landscape: Landscape, today: date, told: Callable[[Ref], Told]) -> dict[str, Any]:
    """Entities, dependencies and agreements by number, as frontend/src/engine/index.ts describes them.

    Numbers follow the order of the entities, so that what Python sorts by name the browser sorts by number.
    """
    refs = known_and_named(landscape)
    place = {ref: number for number, ref in enumerate(refs)}
    pairs = touched(landscape, refs)
    terms = {agreement.ref: terms_of(landscape, agreement) for agreement, _ in pairs}
    ways = {one: number for number, one in enumerate(dict.fromkeys(terms.values()))}
    return {
        "version": 1,
        "entities": [_entity(landscape, ref, place, told(ref)) for ref in refs],
        "dependencies": [_dependency(one, place) for one in landscape.dependencies],
        "agreements": [
            [
                place[agreement.ref],
                place[service],
                _number(target_of(landscape, agreement.ref, "customer"), place),
                ways[terms[agreement.ref]],
                int(in_force(agreement, today)),
            ]
            for agreement, service in pairs
        ],
        **terms_index(tuple(ways), today),
        "starts": list(starts(today)),
        "longest": LONGEST,
    }


def known_and_named(landscape: Landscape) -> tuple[Ref, ...]:
    """All there is and all that something needs, sorted: what couldn't be read may fail as well."""
    needed = {member for one in landscape.dependencies for member in one.members}
    return tuple(sorted({*landscape.nodes, *needed}))


def _entity(landscape: Landscape, ref: Ref, place: Mapping[Ref, int], told: Told) -> list[Any]:
    entity = landscape.find(ref)
    critical = str(getattr(entity.model.spec, "criticality", None) or "") if entity else ""
    return [str(ref), told.title, told.page, critical, _number(target_of(landscape, ref, "owner"), place)]


def _dependency(one: Dependency, place: Mapping[Ref, int]) -> list[Any]:
    members = [place[member] for member in one.members]
    return [place[one.source], members, one.need, int(one.soft), one.tolerates, one.name, one.relation]


def _number(ref: Ref | None, place: Mapping[Ref, int]) -> int:
    return -1 if ref is None else place.get(ref, -1)
