"""Applies edits to a file: the bytes outside of them stay, and a file that would read otherwise is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from itsm_as_code.model import Edit, Finding, TextFile
from itsm_as_code.reading._marks import LINE_END
from itsm_as_code.reading._scalar_edits import source_span
from itsm_as_code.reading._yaml import positioned

_BOM = b"\xef\xbb\xbf"


def mended(file: TextFile, findings: Sequence[Finding]) -> tuple[TextFile, tuple[Finding, ...]]:
    """The file with the edits of these findings, and the findings whose edits it took.

    All edits of a finding or none are taken; one that touches another waits for the next time. If the
    file then has another structure or can't be read, each finding is tried by itself.
    """
    taken = _apart(findings)
    new = _edited(file, [edit for one in taken for edit in one.edits])
    if same_shape(file, new):
        return new, tuple(taken)
    new, kept = file, list[Finding]()
    for one in taken:
        tried = _edited(file, [edit for each in (*kept, one) for edit in each.edits])
        if same_shape(file, tried):
            new, kept = tried, [*kept, one]
    return new, tuple(kept)


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose edits touch no edit of an earlier one."""
    taken: list[Finding] = []
    edits: set[Edit] = set()
    for one in sorted(findings, key=lambda finding: finding.key):
        new = set(one.edits) - edits
        if not any(_touch(mine, other) for mine in new for other in edits):
            taken.append(one)
            edits |= new
    return taken


def _touch(one: Edit, other: Edit) -> bool:
    first, second = sorted((source_span(one), source_span(other)))
    return (first.end_line, first.end_column) >= (second.line, second.column)


def _edited(file: TextFile, edits: Iterable[Edit]) -> TextFile:
    bom = _BOM if file.data.startswith(_BOM) else b""
    text = file.data.removeprefix(_BOM).decode()
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    parts, done = [], 0
    for edit in sorted(set(edits), key=source_span):
        span = source_span(edit)
        parts += [text[done : starts[span.line] + span.column], edit.text]
        done = starts[span.end_line] + span.end_column
    return replace(file, data=bom + "".join([*parts, text[done:]]).encode())


def same_shape(one: TextFile, other: TextFile) -> bool:
    """Whether two files have the same documents with the same structure, whatever their keys and values say."""
    first, second = positioned(one), positioned(other)
    return [fault.code for fault in first.faults] == [fault.code for fault in second.faults] and [
        (document.index, _shape(document.value)) for document in first.documents
    ] == [(document.index, _shape(document.value)) for document in second.documents]


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {"map": [_shape(item) for item in value.values()]}
    return [_shape(item) for item in value] if isinstance(value, list) else value is None
