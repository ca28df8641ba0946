"""What every importer gives back and how it comes about: entries that were read, documents, files, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from itsm_as_code.model import FieldPath, Finding, Location, Severity, TextFile
from itsm_as_code.reading import Foreign, dump, read_foreign
from itsm_as_code.schemas import API_VERSION

SUFFIXES = (".yaml", ".yml", ".json")
MAX_QUOTED = 60
"""Characters of a foreign text that a message repeats."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives: the files to write, and what is to be told about what was read."""

    files: tuple[TextFile, ...]
    notes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the other tool describes: the document it stands in, the way to it, and its value."""

    document: Foreign
    path: FieldPath
    value: Mapping[str, Any]

    def get(self, *path: str | int) -> Any:
        """The value at a path inside the entry, None where there is nothing."""
        value: Any = self.value
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def at(self, *path: str | int) -> Location:
        """Where it stands in the foreign file, or the nearest thing above it."""
        return self.document.locate((*self.path, *path))


def readable(files: Sequence[TextFile], rule: str) -> tuple[list[Foreign], list[Finding]]:
    """The documents that could be read whole, in the order of their files, and what is to be told of the others."""
    documents: list[Foreign] = []
    notes: list[Finding] = []
    for file in sorted(files, key=lambda file: file.path):
        if not file.problem and PurePosixPath(file.path).suffix.lower() not in SUFFIXES:
            notes.append(Finding(rule, Severity.INFO, "this is not a YAML file: left out", Location(file.path)))
            continue
        found, faults = read_foreign(file)
        documents += [document for document in found if not _is_broken(document, faults)]
        notes += faults
        notes += [_left_out(document, rule) for document in found if _is_broken(document, faults)]
    return documents, notes


def _is_broken(document: Foreign, faults: Sequence[Finding]) -> bool:
    """Whether a fault stands inside a document; one that was cut short has no place of its own."""
    place = document.locate()
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return any(not place.line or start <= (at.location.line, at.location.column) < end for at in faults)


def _left_out(document: Foreign, rule: str) -> Finding:
    """A document that was read in part would lose what came after the fault, so none of it is taken."""
    words = "nothing of this document is imported, because it could not be read whole"
    return Finding(rule, Severity.WARNING, words, document.locate(), hint="mend the errors in it and import again")


def text_of(value: Any) -> str | None:
    """A foreign value as one text: texts and numbers are, lists and mappings are not, and neither is nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value).strip() or None
    return None


def shown(text: str) -> str:
    """A foreign text as a message repeats it: on one line, and short."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_QUOTED else f"{line[: MAX_QUOTED - 1]}…"


def entity(kind: str, metadata: Mapping[str, Any], spec: Mapping[str, Any]) -> dict[str, Any]:
    """One document in our envelope; what has no value is not written."""
    envelope = {"apiVersion": API_VERSION, "kind": kind, "metadata": _filled(metadata), "spec": _filled(spec)}
    return _filled(envelope)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def written(placed: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[TextFile, ...]:
    """Documents as files, sorted by path; several documents of one path share a file in the order given."""
    by_path: dict[str, list[Mapping[str, Any]]] = {}
    for path, document in placed:
        by_path.setdefault(path, []).append(document)
    return tuple(TextFile(path, dump(by_path[path]).encode()) for path in sorted(by_path))


def told(notes: Iterable[Finding]) -> tuple[Finding, ...]:
    """The notes in order; those with the same words are told once, with their number, at the first place."""
    alike: dict[tuple[str, Severity, str, str], list[Finding]] = {}
    for note in notes:
        alike.setdefault((note.rule, note.severity, note.message, note.hint), []).append(note)
    return tuple(sorted(_once(alike.values()), key=lambda note: note.key))


def _once(groups: Iterable[list[Finding]]) -> Iterator[Finding]:
    for group in groups:
        first = min(group, key=lambda note: note.key)
        times = len(group)
        yield replace(first, message=f"{first.message} ({times} times, here first)") if times > 1 else first
