"""The catalog: every entity that passed the gates, those that were refused but are known, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from itsm_as_code.model import Document, Edit, FieldPath, Finding, Location, Ref, TextFile
from itsm_as_code.reading._inside import within
from itsm_as_code.reading._marks import locate
from itsm_as_code.reading._scalar_edits import scalar_edits, short_path, value_at
from itsm_as_code.reading._yaml import plain, positioned
from itsm_as_code.schemas import Kind


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """One entity: its name, what was read, and where it was written.

    `origins` leads from the fields it took over from another entity to where those stand.
    """

    ref: Ref
    model: Kind
    file: TextFile
    index: int
    shipped: bool = False
    origins: Mapping[FieldPath, tuple[Entity, FieldPath]] = field(default_factory=dict)

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
        place = locate_field(entity.file, entity.index, there, key)
        return place if inside is None else within(entity.file, place, entity.text(there), *inside)

    def edits(self, path: FieldPath, text: str) -> tuple[Edit, ...]:
        """The edit that writes a text in place of the value at a path, none where that isn't sure."""
        entity, there = self.origin(path)
        return scalar_edits(entity.file, entity.index, short_path(entity.file, entity.index, there), text)

    def text(self, path: FieldPath) -> str:
        """The text at a path as it was written, "" where there is none."""
        entity, there = self.origin(path)
        found = value_at(entity.written(), short_path(entity.file, entity.index, there))
        return found if isinstance(found, str) else ""

    def written(self) -> Mapping[str, Any]:
        """The document as it was written, short forms and all."""
        value = _values(self.file)[self.index]
        assert isinstance(value, dict)
        return value

    @property
    def document(self) -> Document:
        """The entity as one YAML document."""
        return Document(self.file, self.index, self.written())


@lru_cache(maxsize=256)
def _values(file: TextFile) -> Mapping[int, Any]:
    """The documents of a file by number; a plain file is read without positions, which is much faster."""
    values = plain(file)
    documents = positioned(file).documents if values is None else ()
    return {document.index: document.value for document in documents} if values is None else dict(enumerate(values))


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


def locate_field(file: TextFile, index: int, path: FieldPath, key: bool = False) -> Location:
    """The place of a field in the given document of a file.

    A path that leads on into a short form (`dependsOn: [service:x]` has no `ref` key) or to a
    field that was left out answers with the nearest thing above it.
    """
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
