"""The last step of gate three: what organisations add is checked by JSON Schema, CI attributes and request forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from itsm_as_code.model import DEFAULT_NAMESPACE, FieldPath, Finding, Ref
from itsm_as_code.reading._findings import refusal
from itsm_as_code.reading._organisation import Checker, checker, faults_of, merged
from itsm_as_code.reading.catalog import Entity

_ATTRIBUTES: FieldPath = ("spec", "attributes")
_FORM: FieldPath = ("spec", "request", "form")

Types = Mapping[tuple[str, str], Entity]
Checkers = dict[tuple[str, Ref], tuple[Checker | None, bool]]
"""By namespace and type as it was written: what checks attributes, and whether some are required."""


def attribute_findings(entities: Iterable[Entity]) -> Iterator[Finding]:
    """What is wrong with the schemas of an organisation, and with the attributes held against them.

    The entities stay in the catalog: a wrong attribute says nothing about what depends on what.
    """
    everything = list(entities)
    types = {(one.ref.namespace, one.ref.name): one for one in reversed(everything) if one.ref.kind == "citype"}
    broken: set[Ref] = set()
    for one in everything:
        if one.ref.kind == "citype" and not one.shipped:
            found = [*_schema_findings(one, _ATTRIBUTES, one.model.spec.attributes), *_loop(one, types)]
            broken |= {one.ref} if found else set()
            yield from found
        if one.ref.kind == "catalogentry" and one.says("spec.request"):
            yield from _schema_findings(one, _FORM, one.model.spec.request.form)
    checkers: Checkers = {}
    for one in everything:
        if one.ref.kind == "ci":
            yield from _check(one, types, checkers, broken)


def _schema_findings(entity: Entity, path: FieldPath, schema: Mapping[str, Any] | None) -> Iterator[Finding]:
    for fault in faults_of(schema) if schema is not None else ():
        place = entity.locate((*path, *fault.path))
        yield refusal("invalid-schema", fault.message, place, fault.hint, entity.ref)


def _loop(entity: Entity, types: Types) -> Iterator[Finding]:
    chain = [entity, *_ancestors(entity, types)]
    if chain[-1].ref == entity.ref and len(chain) > 1:
        way = " → ".join(one.ref.name for one in chain)
        place = entity.locate(("spec", "extends"))
        yield refusal(
            "invalid-schema", f"types extend one another in a circle: {way}", place, "types form a tree", entity.ref
        )


def _ancestors(entity: Entity, types: Types) -> list[Entity]:
    """The types a type builds on, nearest first; a circle ends where it closes."""
    found: list[Entity] = []
    current: Entity | None = entity
    while current is not None and current.model.spec.extends is not None:
        current = _type_named(current.model.spec.extends, current.ref.namespace, types)
        if current is None or current in found:
            break
        found.append(current)
        if current.ref == entity.ref:
            break
    return found


def _type_named(ref: Ref, namespace: str, types: Types) -> Entity | None:
    """A type by its name: in the namespace said, else the reference's own, else the default one."""
    wishes = (ref.namespace,) if ref.namespace else (namespace, DEFAULT_NAMESPACE)
    return next((types[wish, ref.name] for wish in wishes if (wish, ref.name) in types), None)


def _check(entity: Entity, types: Types, checkers: Checkers, broken: set[Ref]) -> Iterator[Finding]:
    facts = entity.facts
    named = entity.reference("spec", "type")
    assert named is not None  # the shape says so
    key = (entity.ref.namespace, named)
    if key not in checkers:
        schema = _schema_of(_type_named(named, entity.ref.namespace, types), types, broken)
        checkers[key] = (checker(schema) if schema else None, bool(schema and schema.get("required")))
    check, required = checkers[key]
    if check is None or not (facts.attributes or required):
        return
    for complaint in check(facts.attributes or "{}"):
        place = entity.locate((*_ATTRIBUTES, *complaint.path), key=complaint.message.startswith("there is no"))
        yield refusal("invalid-attribute", f"{named.name}: {complaint.message}", place, complaint.hint, entity.ref)


def _schema_of(ci_type: Entity | None, types: Types, broken: set[Ref]) -> Mapping[str, Any] | None:
    """The schema of a type with all it extends; None where the type is unknown, broken, or says nothing."""
    if ci_type is None:
        return None
    line = [ci_type, *_ancestors(ci_type, types)]
    if any(one.ref in broken for one in line):
        return None
    schema: dict[str, Any] = {}
    for one in reversed(line):
        schema = merged(schema, one.model.spec.attributes or {})
    return schema or None
