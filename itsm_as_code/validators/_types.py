"""What rules about configuration items of a type share: a type with all it extends."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import leads_to, of


def of_type(landscape: Landscape, *names: str) -> Iterator[Entity]:
    """The configuration items whose type has one of these names, or extends one that has."""
    known: dict[tuple[str, Ref | None], bool] = {}
    for entity in of(landscape, "ci"):
        key = (entity.ref.namespace, entity.reference("spec", "type"))
        if key not in known:
            ci_type = leads_to(landscape, entity.ref, "type")
            known[key] = any(one.name in names for one in line(landscape, ci_type))
        if known[key]:
            yield entity


def line(landscape: Landscape, ci_type: Entity | None) -> list[Ref]:
    """A type and all it extends, nearest first; a circle ends where it closes."""
    found: list[Ref] = []
    while ci_type is not None and ci_type.ref.kind == "citype" and ci_type.ref not in found:
        found.append(ci_type.ref)
        above = ci_type.model.spec.extends
        if above is None:
            break
        places = (above.namespace,) if above.namespace else (ci_type.ref.namespace, DEFAULT_NAMESPACE)
        names = (landscape.names.get(above._replace(namespace=place)) for place in places)
        ci_type = next((landscape.find(name) for name in names if name), None)
    return found
