"""One entity of Backstage becomes one document of ours: its words, its type, its relations, and what is left."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsm_as_code.importers._backstage_relations import FIELDS, RULE, Edge, space_of
from itsm_as_code.importers._imported import Entry, entity, shown, text_of
from itsm_as_code.importers._kept import keep
from itsm_as_code.importers._names import fitted
from itsm_as_code.model import DEFAULT_NAMESPACE, FieldPath, Finding, Ref, Severity
from itsm_as_code.reading import nearest

Names = Mapping[Hashable, str]

_KINDS = {"service": "Service", "ci": "CI", "team": "Team", "person": "Person"}
_FOLDERS = {"service": "services", "ci": "cmdb"}
_SHARED = {"team": "teams.yaml", "person": "people.yaml"}
_CI_TYPES = {
    "bucket": "storage",
    "s3-bucket": "storage",
    "gcs-bucket": "storage",
    "storage-bucket": "storage",
    "kubernetes-cluster": "cluster",
    "vm": "virtual-machine",
    **{name: name for name in ("certificate", "cluster", "container", "database", "load-balancer")},
    **{name: name for name in ("network-device", "saas", "server", "storage", "virtual-machine")},
}
_LIFECYCLES = {"production": "live", "deprecated": "deprecated", "decommissioned": "retired", "retired": "retired"}
_ADDRESS = re.compile(r"(https?://|mailto:)\S+")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,100}[A-Za-z0-9])?")
_TEXTS: tuple[FieldPath, ...] = (
    ("apiVersion",),
    ("kind",),
    ("metadata", "name"),
    ("metadata", "namespace"),
    ("metadata", "description"),
    ("spec", "type"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One entity with all that is known about it: its kind of ours, its relations, and the fields they took."""

    ref: Ref
    entry: Entry
    kind: str
    held: Sequence[Edge]
    expressed: Collection[FieldPath]


def path_of(one: Subject, names: Names) -> str:
    """The file of an entity: one each for services and CIs, one for all teams and one for all people."""
    space = space_of(one.ref)
    folder = "" if space == DEFAULT_NAMESPACE else f"{space}/"
    return _SHARED.get(one.kind) or f"{_FOLDERS[one.kind]}/{folder}{names[one.ref]}.yaml"


def document_of(one: Subject, names: Names) -> tuple[dict[str, Any], list[Finding]]:
    """The document of one entity, and what is told about it."""
    entry, name, space = one.entry, names[one.ref], space_of(one.ref)
    title, titled = _title(entry, name)
    spec, specified = _spec(one)
    links, linked = _links(entry)
    labels, labelled = _labels(entry)
    fields = _fields(one.held, names)
    used = {path for path in _TEXTS if text_of(entry.get(*path)) is not None}
    used |= {*titled, *specified, *linked, *labelled, *one.expressed}
    kept, notes = keep(entry, used, "backstage")
    metadata = {
        "name": name,
        "namespace": space if space != DEFAULT_NAMESPACE else None,
        "title": title,
        "description": text_of(entry.get("metadata", "description")),
        "owner": fields.pop("owner", None),
        "labels": labels,
        "links": links,
        "annotations": kept,
    }
    document = entity(_KINDS[one.kind], metadata, {**spec, **fields})
    return document, [*notes, *_assumed(one), *_icons(entry), *_misplaced(entry)]


def _fields(held: Sequence[Edge], names: Names) -> dict[str, Any]:
    """The relations of one entity as our fields; a target that is named twice is written once."""
    fields: dict[str, Any] = {}
    needs: dict[str, str] = {}
    for edge in held:
        plain = _spelled(edge, names)
        full = f"{edge.kind}:{plain}"
        if edge.ours == "dependsOn":
            needs.setdefault(full, edge.as_)
        elif edge.ours == "members":
            fields["members"] = list(dict.fromkeys([*fields.get("members", ()), plain]))
        else:
            fields[edge.ours] = full if edge.ours == "partOf" else plain
    depends = [{"ref": full, "as": as_} if as_ else full for full, as_ in needs.items()]
    return {**fields, **({"dependsOn": depends} if depends else {})}


def _spelled(edge: Edge, names: Names) -> str:
    """A name as it is written from the holder: its namespace is said unless both are in the default one."""
    space = space_of(edge.target)
    alone = space == space_of(edge.holder) == DEFAULT_NAMESPACE
    return names[edge.target] if alone else f"{space}/{names[edge.target]}"


def _title(entry: Entry, name: str) -> tuple[str | None, list[FieldPath]]:
    """The title, or the name that people display, or the foreign name where it had to be changed."""
    ways: tuple[FieldPath, ...] = (("metadata", "title"), ("spec", "profile", "displayName"))
    for path in ways:
        text = text_of(entry.get(*path))
        if text is not None:
            return text, [path]
    foreign = text_of(entry.get("metadata", "name"))
    return (foreign if foreign != name else None), []


def _spec(one: Subject) -> tuple[dict[str, Any], list[FieldPath]]:
    if one.kind in _SHARED:
        email = text_of(one.entry.get("spec", "profile", "email"))
        return {"email": email}, [("spec", "profile", "email")] if email else []
    lifecycle = _LIFECYCLES.get(text_of(one.entry.get("spec", "lifecycle")) or "")
    type_ = "technical" if one.kind == "service" else _ci_type(one) or "application"
    return {"type": type_, "lifecycle": lifecycle}, [("spec", "lifecycle")] if lifecycle else []


def _ci_type(one: Subject) -> str | None:
    """The CI type that stands for the type of a resource, if there is one."""
    given = text_of(one.entry.get("spec", "type")) or ""
    return _CI_TYPES.get(given.lower()) if one.ref.kind == "resource" else None


def _labels(entry: Entry) -> tuple[dict[str, Any], list[FieldPath]]:
    """The labels, and two that say what it was in Backstage."""
    given = entry.get("metadata", "labels")
    fit = {
        key: value
        for key, value in (given.items() if isinstance(given, dict) else ())
        if _LABEL.fullmatch(key) and isinstance(value, str | int | float) and value != ""
    }
    own = {"backstage/kind": text_of(entry.get("kind")), "backstage/type": text_of(entry.get("spec", "type"))}
    used: list[FieldPath] = [("metadata", "labels", key) for key in fit if key not in own]
    return {**fit, **{key: value for key, value in own.items() if value is not None}}, used


def _links(entry: Entry) -> tuple[list[dict[str, str]], list[FieldPath]]:
    """The links that have an address; what else one says, such as a type, stays in the annotations."""
    given = entry.get("metadata", "links")
    links: list[dict[str, str]] = []
    used: list[FieldPath] = []
    for index, item in enumerate(given if isinstance(given, list) else ()):
        url = text_of(item.get("url")) if isinstance(item, dict) else None
        if url is not None and _ADDRESS.fullmatch(url):
            title = text_of(item.get("title"))
            links.append({"title": title or url, "url": url})
            used += [("metadata", "links", index, key) for key in ("url", "icon", *(("title",) if title else ()))]
    return links, used


def _icons(entry: Entry) -> Iterator[Finding]:
    given = entry.get("metadata", "links")
    for index, item in enumerate(given if isinstance(given, list) else ()):
        if isinstance(item, dict) and item.get("icon"):
            place = entry.at("metadata", "links", index, "icon")
            yield Finding(RULE, Severity.INFO, "the icon of a link is left out", place)


def _assumed(one: Subject) -> Iterator[Finding]:
    """What was decided here that Backstage doesn't say."""
    entry, ref = one.entry, one.ref
    given, life = text_of(entry.get("spec", "type")), text_of(entry.get("spec", "lifecycle"))
    if one.kind == "ci" and _ci_type(one) is None:
        words = f"no CI type here stands for a {ref.kind} of type {shown(given or '?')}: application"
        hint = "write a CIType of your own and name it, if they matter apart"
        yield Finding(RULE, Severity.INFO, words, entry.at("spec", "type"), hint=hint)
    if ref.kind == "component" and given is None:
        words = "a component that says no type is taken for a service"
        yield Finding(RULE, Severity.WARNING, words, entry.at("spec"))
    if one.kind not in _SHARED and life is not None and life not in _LIFECYCLES:
        severity = Severity.INFO if life == "experimental" else Severity.WARNING
        yield Finding(RULE, severity, f"the lifecycle {shown(life)} is taken for live", entry.at("spec", "lifecycle"))
    if fitted(ref.namespace) != ref.namespace:
        words = f"the namespace {shown(ref.namespace)} is called {space_of(ref)} here, in references too"
        yield Finding(RULE, Severity.WARNING, words, entry.at("metadata", "namespace"))


def _misplaced(entry: Entry) -> Iterator[Finding]:
    """Relations that Backstage itself takes no notice of: beside spec instead of in it, or misspelt."""
    for key in entry.value:
        if key in FIELDS:
            words = f"{key} stands beside spec, where Backstage takes no notice of it: kept as an annotation"
            yield Finding(RULE, Severity.WARNING, words, entry.at(key), hint="move it into spec")
    spec = entry.get("spec")
    for key in spec if isinstance(spec, dict) else ():
        near = nearest(key, FIELDS, 1) if key not in FIELDS else ()
        if near and len(key) > 5:
            words = f"spec.{shown(key)} is no field of Backstage: kept as an annotation"
            yield Finding(RULE, Severity.WARNING, words, entry.at("spec", key), hint=f"did you mean {near[0]}?")
