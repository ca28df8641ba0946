"""What rules about unneeded items share: live ones that nothing needs or names, by their type."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import of


def idle(landscape: Landscape, *, standing: bool) -> Mapping[str, list[Entity]]:
    """Items by the name of their type; `standing` says whether they need something themselves."""
    found: dict[str, list[Entity]] = {}
    for entity in of(landscape, "ci"):
        unnamed = entity.ref not in landscape.links_to and not entity.says("spec.partOf")
        if unnamed and entity.facts.lifecycle == "live" and (entity.ref in landscape.dependencies_of) is standing:
            named = entity.reference("spec", "type")
            assert named is not None  # the shape says so
            found.setdefault(named.name, []).append(entity)
    return found
