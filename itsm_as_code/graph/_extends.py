"""Agreements that extend another: what they don't say themselves is taken over, objective by objective."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity

Origins = dict[FieldPath, tuple[Entity, FieldPath]]


def with_inherited(entities: Mapping[Ref, Entity], meant: Callable[[Ref, str], Ref]) -> dict[Ref, Entity]:
    """The same entities, those that extend another with what they take over from it.

    Everything is taken over but what belongs to one agreement alone (`own_fields`: status, signatures,
    reviews). A field that is written replaces the other's; objectives are replaced metric by metric. A
    circle is cut where it closes; a rule tells it.
    """
    whole = dict(entities)
    for ref, entity in entities.items():
        if entity.says("spec.extends") and hasattr(entity.model.spec, "own_fields"):
            whole[ref] = _whole(ref, entities, meant)
    return whole


def _whole(ref: Ref, entities: Mapping[Ref, Entity], meant: Callable[[Ref, str], Ref]) -> Entity:
    """The entity, built up from the furthest of those it extends."""
    line = list(_line(ref, entities, meant))
    found = line.pop()
    while line:
        found = _over(line.pop(), found)
    return found


def _line(ref: Ref, entities: Mapping[Ref, Entity], meant: Callable[[Ref, str], Ref]) -> Iterator[Entity]:
    """The entity, the one it extends, the one that extends, and so on."""
    seen: set[Ref] = set()
    while ref in entities and ref not in seen:
        seen.add(ref)
        yield entities[ref]
        further = getattr(entities[ref].model.spec, "extends", None)
        if further is None:
            return
        ref = meant(further, ref.namespace)


def _over(child: Entity, parent: Entity) -> Entity:
    """The child with what it doesn't say itself, and where each of those fields stands."""
    mine, theirs = child.model.spec, parent.model.spec
    origins: Origins = {}
    taken: dict[str, Any] = {}
    for name in sorted(theirs.model_fields_set - mine.own_fields):
        path: FieldPath = ("spec", str(type(theirs).model_fields[name].alias))
        if name not in mine.model_fields_set:
            taken[name] = getattr(theirs, name)
            origins[path] = (parent, path)
        elif name == "objectives":
            taken[name] = _objectives(child, parent, origins)
    spec = mine.model_copy(update=taken)
    made = child.model.model_copy(update={"spec": spec})
    return replace(child, made=made, known=None, origins=origins)


def _objectives(child: Entity, parent: Entity, origins: Origins) -> tuple[Any, ...]:
    own = {one.name for one in child.model.spec.objectives}
    kept = [(parent, n, one) for n, one in enumerate(parent.model.spec.objectives) if one.name not in own]
    merged = [*kept, *((child, n, one) for n, one in enumerate(child.model.spec.objectives))]
    for number, (entity, index, _) in enumerate(merged):
        origins["spec", "objectives", number] = (entity, ("spec", "objectives", index))
    return tuple(one for _, _, one in merged)
