"""Reads YAML that is not ours, for importers: values, and what was wrong with the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from itsm_as_code.model import FieldPath, Finding, Location, TextFile
from itsm_as_code.reading._findings import finding_of
from itsm_as_code.reading._marks import locate
from itsm_as_code.reading._yaml import positioned


@dataclass(frozen=True, slots=True)
class Foreign:
    """One YAML document of another tool, with the place of everything in it."""

    file: TextFile
    value: Any
    places: Mapping[FieldPath, Location] = field(default_factory=dict)

    def locate(self, path: FieldPath = ()) -> Location:
        """Where a field stands, or the nearest thing above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(self.file.path))


def read_foreign(file: TextFile) -> tuple[tuple[Foreign, ...], tuple[Finding, ...]]:
    """All documents of a file that could be read, and the findings of gate one."""
    parsed = positioned(file)
    documents = tuple(
        Foreign(
            file,
            document.value,
            {path: locate(file.path, parsed.lines, span) for path, span in document.values.items()},
        )
        for document in parsed.documents
        if document.value is not None
    )
    return documents, tuple(finding_of(fault, file, parsed.lines) for fault in parsed.faults)
