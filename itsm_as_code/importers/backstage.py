"""Backstage's catalogue: catalog-info.yaml files become services, configuration items, teams and people.

How it is mapped, one entity to one entity:

| there | here |
|---|---|
| Component of type service or website | Service |
| Component of another type | CI of type application |
| Resource | CI; its type is found by `spec.type`, else it is application |
| System, Domain | Service that its parts are `partOf` |
| API | Service that depends on the component providing it |
| Group | Team |
| User | Person |
| Location, Template | nothing, and told |
| `owner` | `owner`; a user becomes a team of that name |
| `system`, `domain`, `subcomponentOf`, `subdomainOf` | `partOf`: carries no failure |
| `dependsOn` | `dependsOn`, hard |
| `dependencyOf` | `dependsOn` of the entity it names |
| `consumesApis` | `dependsOn` the API, or the component providing it where nothing describes the API |
| `providesApis` | `dependsOn` of the API |
| `members`, `memberOf` | `members` of the team |
| everything else that has a value | annotations such as `x-backstage-metadata.tags` |

References to what lies outside stay as they are: `itsm validate` shows them. Backstage compares names
without regard to case and so they are written in lower case here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from itsm_as_code.importers._backstage_entities import Subject, document_of, path_of
from itsm_as_code.importers._backstage_relations import (
    KINDS,
    OWNING_USER,
    RULE,
    Edge,
    Known,
    Relation,
    edges,
    is_placeholder,
    key_of,
    kind_here,
    lost,
    relations,
    space_of,
)
from itsm_as_code.importers._imported import Entry, Imported, readable, shown, text_of, told, written
from itsm_as_code.importers._names import Mention, named
from itsm_as_code.model import FieldPath, Finding, Ref, Severity, TextFile
from itsm_as_code.reading import Foreign

_SKIPPED: Mapping[str, str] = {
    "location": "a Location only says where other files are: give those to the import as well",
    "template": "a Template makes entities, it is none",
}


def documents(files: Sequence[TextFile]) -> Imported:
    """The entities of a catalogue, one file a service or CI, and what is to be told about them."""
    found, notes = readable(files, RULE)
    known, told_first = _described(found)
    read = [relations(ref, entry) for ref, entry in known.items()]
    related = [relation for some, _ in read for relation in some]
    possible = edges(related, known)
    names, changes = named(_mentions(known, possible), RULE)
    made = _one_whole([edge for edge in possible if edge.holder in names and edge.target in names])
    notes += [*told_first, *changes, *(note for _, some in read for note in some), *_unexpressed(related, made)]
    results = [(path_of(one, names), *document_of(one, names)) for one in _subjects(known, names, made)]
    notes += [note for _, _, about in results for note in about]
    return Imported(written((path, document) for path, document, _ in results), told(notes))


def _subjects(known: Known, names: Mapping[Hashable, str], made: Sequence[Edge]) -> Iterator[Subject]:
    """Every entity that has a name here, with the relations it holds and those of its fields that were taken."""
    held: dict[Ref, list[Edge]] = {}
    expressed: dict[Ref, set[FieldPath]] = {}
    for edge in made:
        held.setdefault(edge.holder, []).append(edge)
        expressed.setdefault(edge.relation.source, set()).add(edge.relation.path)
    for ref, entry in known.items():
        kind = kind_here(ref, known)
        if ref in names and kind is not None:
            yield Subject(ref, entry, kind, held.get(ref, ()), expressed.get(ref, ()))


def _described(found: Sequence[Foreign]) -> tuple[dict[Ref, Entry], list[Finding]]:
    """The entities by what Backstage calls them; of two that have one name the first is taken."""
    known: dict[Ref, Entry] = {}
    notes = []
    for document in found:
        entry = Entry(document, (), document.value if isinstance(document.value, dict) else {})
        note = _why_not(entry) or (_twice(entry, known[key_of(entry)]) if key_of(entry) in known else None)
        if note is None:
            known[key_of(entry)] = entry
        else:
            notes.append(note)
    return known, notes


def _why_not(entry: Entry) -> Finding | None:
    """Why a document becomes no entity, or None where it does."""
    version, kind, name = (text_of(entry.get(*way)) for way in (("apiVersion",), ("kind",), ("metadata", "name")))
    if version is None or not version.startswith("backstage.io/") or kind is None:
        return Finding(RULE, Severity.INFO, "this is no entity of Backstage: left out", entry.at())
    if kind.lower() in _SKIPPED:
        words = f"{kind} {shown(name or '')} is left out"
        return Finding(RULE, Severity.INFO, words, entry.at("kind"), hint=_SKIPPED[kind.lower()])
    if kind.lower() not in KINDS:
        return Finding(
            RULE, Severity.WARNING, f"there is nothing like the kind {shown(kind)} here: left out", entry.at("kind")
        )
    if name is None:
        return Finding(RULE, Severity.ERROR, f"this {shown(kind)} has no name: left out", entry.at("metadata"))
    if is_placeholder(name):
        words = f"{shown(name)} is the skeleton of a template, its name is not filled in: left out"
        return Finding(RULE, Severity.INFO, words, entry.at("metadata", "name"))
    return None


def _twice(entry: Entry, first: Entry) -> Finding:
    place = first.at("metadata", "name")
    words = (
        f"{shown(str(entry.get('kind')))} {shown(str(entry.get('metadata', 'name')))} is described already: left out"
    )
    hint = f"the first one stands in {place.path}, line {place.line}"
    return Finding(RULE, Severity.WARNING, words, entry.at("metadata", "name"), hint=hint)


def _mentions(known: Known, possible: Sequence[Edge]) -> Iterator[Mention]:
    """First what is described, kind by kind; then what is only referred to."""
    for ref, entry in sorted(known.items(), key=lambda item: KINDS.index(item[0].kind)):
        text = text_of(entry.get("metadata", "name")) or ""
        yield Mention((kind_here(ref, known), space_of(ref)), ref, text, entry.at("metadata", "name"), ref.kind)
    for edge in possible:
        place = edge.relation.entry.at(*edge.relation.path)
        suffix = "user" if edge.target.kind == OWNING_USER else edge.target.kind
        yield Mention((edge.kind, space_of(edge.target)), edge.target, edge.target.name, place, suffix)


def _one_whole(made: Sequence[Edge]) -> list[Edge]:
    """An entity is part of one thing at most and has one owner: the first that the fields name."""
    seen: set[tuple[Ref, str]] = set()
    kept = []
    for edge in made:
        if edge.ours in ("owner", "partOf"):
            if (edge.holder, edge.ours) in seen:
                continue
            seen.add((edge.holder, edge.ours))
        kept.append(edge)
    return kept


def _unexpressed(related: Sequence[Relation], made: Sequence[Edge]) -> Iterator[Finding]:
    expressed = {(edge.relation.source, edge.relation.path) for edge in made}
    for relation in related:
        if (relation.source, relation.path) not in expressed:
            yield lost(relation)
        elif relation.target.kind == OWNING_USER:
            words = f"the owner {shown(relation.target.name)} is a user: only a team owns something here"
            place, hint = relation.entry.at(*relation.path), "make a team of that name, or name the user's team"
            yield Finding(RULE, Severity.WARNING, words, place, hint=hint)
