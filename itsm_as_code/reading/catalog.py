"""The catalog: every entity that passed the gates, those that were refused but are known, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from itsm_as_code.model import Document, Edit, FieldPath, Finding, Location, Ref, TextFile
from itsm_as_code.reading._facts import Facts, facts_of
from itsm_as_code.reading._inside import within
from itsm_as_code.reading._marks import locate
from itsm_as_code.reading._scalar_edits import item_at, scalar_edits, short_path
from itsm_as_code.reading._typed import model_at, value_at
from itsm_as_code.reading._yaml import part, positioned
from itsm_as_code.schemas import Kind


@dataclass(frozen=True, eq=False)
class Entity:
    """One entity: its name, and where it was written; what was read is made when somebody looks at it.

    `origins` leads from the fields it took over from another entity to where those stand. `apart`: its
    document can be read without the others of its file. `made` and `known` are its model and its facts,
    where they were made already.
    """

    ref: Ref
    file: TextFile
    index: int
    shipped: bool = False
    origins: Mapping[FieldPath, tuple[Entity, FieldPath]] = field(default_factory=dict)
    apart: bool = False
    made: Kind | None = None
    known: Facts | None = None

    @cached_property
    def model(self) -> Kind:
        """All that it says, typed."""
        return self.made or model_at(self.ref.kind, self.file, self.index, self.apart)

    @cached_property
    def facts(self) -> Facts:
        """What it says in short; cheaper than the model, where all entities are looked at."""
        return self.known or facts_of(self.model)

    def says(self, field: str) -> bool:
        """Whether a field of its metadata or spec is set: `spec.rto`."""
        return field in self.facts.says

    def reference(self, *path: str | int) -> Ref | None:
        """The reference that stands at a path, as it was written."""
        return next((one.ref for one in self.facts.references if one.path == path), None)

    def origin(self, path: FieldPath) -> tuple[Entity, FieldPath]:
        """The entity in which a field is written, and its path there."""
        for length in range(len(path), 0, -1) if self.origins else ():
            if path[:length] in self.origins:
                other, start = self.origins[path[:length]]
                here = (*start, *path[length:])
                return (other, here) if other.ref == self.ref else other.origin(here)
        return self, path

    def locate(self, path: FieldPath = (), key: bool = False, inside: tuple[int, int] | None = None) -> Location:
        """Where a field stands: the value, or its key; the nearest thing above it, where it was left out.

        `inside`, a line and a column from 1, leads to one character in a text.
        """
        entity, there = self.origin(path)
        place = locate_field(entity.file, entity.index, there, key, entity.apart)
        return place if inside is None else within(entity.file, place, entity.text(there), *inside)

    def edits(self, path: FieldPath, text: str) -> tuple[Edit, ...]:
        """The edit that writes a text in place of the value at a path, none where that isn't sure."""
        entity, there = self.origin(path)
        return scalar_edits(entity.file, entity.index, short_path(entity.file, entity.index, there), text)

    def text(self, path: FieldPath) -> str:
        """The text at a path as it was written, "" where there is none."""
        entity, there = self.origin(path)
        found = item_at(entity.written(), short_path(entity.file, entity.index, there))
        return found if isinstance(found, str) else ""

    def written(self) -> Mapping[str, Any]:
        """The document as it was written, short forms and all."""
        value = value_at(self.file, self.index, self.apart)
        assert isinstance(value, dict)
        return value

    @property
    def document(self) -> Document:
        """The entity as one YAML document."""
        return Document(self.file, self.index, self.written())


@dataclass(frozen=True, slots=True)
class Refused:
    """An entity that failed a gate: known by name, so that one mistake doesn't become twenty."""

    ref: Ref
    file: TextFile
    index: int
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that was read, sorted by name and then by place, so that reading order doesn't matter."""

    entities: tuple[Entity, ...]
    refused: tuple[Refused, ...]
    findings: tuple[Finding, ...]
    files: tuple[TextFile, ...]


def locate_field(file: TextFile, index: int, path: FieldPath, key: bool = False, apart: bool = False) -> Location:
    """The place of a field in the given document of a file.

    A path that leads on into a short form (`dependsOn: [service:x]` has no `ref` key) or to a
    field that was left out answers with the nearest thing above it. `apart`: see `Entity`.
    """
    if apart:
        only, before = part(file, index)
        place = locate_field(only, 0, path, key)
        return replace(place, line=place.line + before, end_line=place.end_line + before) if place.line else place
    parsed = positioned(file)
    document = next((document for document in parsed.documents if document.index == index), None)
    if document is None:
        return Location(file.path)
    while path and path not in document.values:
        path, key = path[:-1], True
    span = (document.keys.get(path) if key else None) or document.values.get(path) or document.span
    if key and path and path not in document.keys:
        span = document.values[path]
    if not path:
        span = document.keys.get(("kind",)) or document.span
    return locate(file.path, parsed.lines, span)
