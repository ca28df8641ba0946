"""Backstage's words: which relations there are, what they refer to, and what each becomes here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsm_as_code.importers._imported import Entry, shown, text_of
from itsm_as_code.importers._names import fitted
from itsm_as_code.model import DEFAULT_NAMESPACE, FieldPath, Finding, Ref, Severity, parse_ref

RULE = "import-backstage"
KINDS = ("component", "resource", "system", "domain", "api", "group", "user")
"""The kinds that become entities, in the order in which they keep their name where two fall together."""
SERVICES = ("service", "website", None)
"""The types of component that become a Service; the others, a library or a tool, become a CI."""
OWNING_USER = "owning-user"
"""A user in the place of an owner: a team of ours, and not the person of that name."""

Known = Mapping[Ref, Entry]


@dataclass(frozen=True, slots=True)
class Field:
    """What a relation field means: the kind a bare name has, the field of ours, and on whose side that stands.

    `inverted`: the field names the one that is to hold the relation. `as_` is the relation type of a
    dependency, for pictures and exports.
    """

    kind: str
    ours: str
    inverted: bool = False
    as_: str = ""


# Failure travels from a provider to its API and on to the consumers, from a dependency to its dependents, and
# not along ownership, membership or being part of something. Of several partOf, the first in this order wins.
FIELDS: Mapping[str, Field] = {
    "owner": Field("group", "owner"),
    "subcomponentOf": Field("component", "partOf"),
    "system": Field("system", "partOf"),
    "subdomainOf": Field("domain", "partOf"),
    "domain": Field("domain", "partOf"),
    "dependsOn": Field("component", "dependsOn"),
    "consumesApis": Field("api", "dependsOn", as_="consumes-api"),
    "dependencyOf": Field("component", "dependsOn", inverted=True),
    "providesApis": Field("api", "dependsOn", inverted=True, as_="provided-by"),
    "members": Field("user", "members"),
    "memberOf": Field("group", "members", inverted=True),
}
_UNTYPED = ("dependsOn", "dependencyOf")
_TARGETS = {"owner": ("team",), "partOf": ("service",), "dependsOn": ("service", "ci"), "members": ("person",)}
_HOLDERS = {"owner": None, "partOf": ("service", "ci"), "dependsOn": ("service", "ci"), "members": ("team",)}
_PLACEHOLDER = re.compile(r"\{\{|\{%|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Relation:
    """One reference as it stands in a field of an entity."""

    source: Ref
    entry: Entry
    field: str
    path: FieldPath
    target: Ref


@dataclass(frozen=True, slots=True)
class Edge:
    """What a relation becomes: a field of ours on `holder` that names `target`, an entity of the kind `kind`."""

    holder: Ref
    ours: str
    kind: str
    target: Ref
    as_: str
    relation: Relation


def is_placeholder(text: str) -> bool:
    """Whether a text waits to be filled in: `${{ values.name }}`, `<component_or_resource>`."""
    return _PLACEHOLDER.search(text) is not None


def key_of(entry: Entry) -> Ref:
    """What Backstage calls an entity; its names are compared without regard to case."""
    namespace = text_of(entry.get("metadata", "namespace")) or DEFAULT_NAMESPACE
    name, kind = text_of(entry.get("metadata", "name")), text_of(entry.get("kind"))
    return Ref((kind or "").lower(), namespace.lower(), (name or "").lower())


def kind_here(ref: Ref, known: Known) -> str | None:
    """The kind of ours that an entity becomes; a component that isn't described is taken for a service."""
    if ref.kind == "component":
        entry = known.get(ref)
        return "service" if entry is None or text_of(entry.get("spec", "type")) in SERVICES else "ci"
    kinds = {"resource": "ci", "group": "team", OWNING_USER: "team", "user": "person"}
    return kinds.get(ref.kind, "service" if ref.kind in KINDS else None)


def space_of(ref: Ref) -> str:
    """The namespace of ours."""
    return fitted(ref.namespace) or DEFAULT_NAMESPACE


def relations(source: Ref, entry: Entry) -> tuple[list[Relation], list[Finding]]:
    """Every reference in the relation fields of an entity, and what is wrong with the others."""
    found: list[Relation] = []
    notes: list[Finding] = []
    for field, path, value in _values(entry):
        text = text_of(value)
        if text is None or is_placeholder(text):
            words = f"spec.{field}: {shown(str(value))} is no reference: kept as an annotation"
            notes.append(Finding(RULE, Severity.WARNING, words, entry.at(*path), hint="fill it in, or mend it"))
            continue
        found.append(Relation(source, entry, field, path, _target(text, field, source)))
        if field in _UNTYPED and ":" not in text:
            words = f"spec.{field}: {shown(text)} doesn't say its kind, a component is assumed"
            notes.append(
                Finding(
                    RULE, Severity.WARNING, words, entry.at(*path), hint=f"write component:{shown(text)} or resource:…"
                )
            )
    return found, notes


def _values(entry: Entry) -> Iterator[tuple[str, FieldPath, Any]]:
    """What stands in the relation fields, one by one; empty fields are told with all that is empty."""
    for field in FIELDS:
        value = entry.get("spec", field)
        items = enumerate(value) if isinstance(value, list) else ((None, value),)
        for index, item in items:
            if item not in (None, "", {}, []):
                yield field, ("spec", field) if index is None else ("spec", field, index), item


def _target(text: str, field: str, source: Ref) -> Ref:
    """A reference in full: the field knows the kind, and the namespace is that of the entity it stands in."""
    written = parse_ref(text)
    ref = Ref(written.kind or FIELDS[field].kind, written.namespace or source.namespace, written.name)
    return ref._replace(kind=OWNING_USER) if field == "owner" and ref.kind == "user" else ref


def edges(found: list[Relation], known: Known) -> list[Edge]:
    """What the relations become, without those that no field of ours can hold."""
    providers: dict[Ref, list[Ref]] = {}
    for relation in found:
        if relation.field == "providesApis":
            providers.setdefault(relation.target, []).append(relation.source)
    ends = (end for relation in found for end in _ends(relation, known, providers))
    return [edge for end in ends if (edge := _edge(*end, known)) is not None]


def _ends(relation: Relation, known: Known, providers: Mapping[Ref, list[Ref]]) -> Iterator[tuple[Relation, Ref, Ref]]:
    """A relation with who is to hold it here, and whom that names."""
    if FIELDS[relation.field].inverted:
        yield relation, relation.target, relation.source
        return
    targets = [relation.target]
    if relation.field == "consumesApis" and relation.target not in known:
        # An API that nobody describes is as good as the components that provide it.
        targets = providers.get(relation.target, targets)
    for target in targets:
        yield relation, relation.source, target


def _edge(relation: Relation, holder: Ref, target: Ref, known: Known) -> Edge | None:
    """The edge, where there is an entity to write it on and our field takes such a target."""
    field, kind = FIELDS[relation.field], kind_here(target, known)
    holders = _HOLDERS[field.ours]
    if holder not in known or kind is None or kind not in _TARGETS[field.ours]:
        return None
    if holders is not None and kind_here(holder, known) not in holders:
        return None
    return Edge(holder, field.ours, kind, target, field.as_, relation)


def lost(relation: Relation) -> Finding:
    """What is told of a relation that no field of ours holds."""
    target, field = relation.target, FIELDS[relation.field]
    kind = "user" if target.kind == OWNING_USER else target.kind
    why = "no field here takes it"
    if field.inverted:
        why = "nothing here describes it"
    elif field.ours == "partOf":
        why = "an entity can be part of one service only"
    words = f"spec.{relation.field}: {shown(f'{kind}:{target.namespace}/{target.name}')} is kept as an annotation only"
    return Finding(RULE, Severity.WARNING, f"{words}, {why}", relation.entry.at(*relation.path))
