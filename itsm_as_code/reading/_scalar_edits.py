"""The edit that gives one value or key another text and leaves quotes, comments and layout as they are."""

from __future__ import annotations

import json
import re
from typing import Any

from itsm_as_code.model import Edit, FieldPath, TextFile
from itsm_as_code.reading._marks import Span, locate
from itsm_as_code.reading._scalars import NotFinite, resolve
from itsm_as_code.reading._yaml import positioned

WRITTEN = "{}"
"""Stands in a new text for the one that was written."""

# What needs no quotes anywhere in YAML.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%/+-]*(?::[A-Za-z0-9._%/+-]+)?", re.ASCII)
_ANCHOR = re.compile(r"[&!]\S*\s+$")


def scalar_edits(file: TextFile, index: int, path: FieldPath, text: str, *, key: bool = False) -> tuple[Edit, ...]:
    """The edit of a value, or of its key; none where it isn't written on one line as exactly that value.

    An alias, an anchor, a block of text, escapes and what a merge brought in are left to people.
    """
    parsed = positioned(file)
    document = next((document for document in parsed.documents if document.index == index), None)
    if document is None or not path:
        return ()
    span = (document.keys if key else document.values).get(path)
    if span is None or span.line != span.end_line or span.line >= len(parsed.lines):
        return ()
    line = parsed.lines[span.line]
    source = line[span.column : span.end_column]
    new = _rewritten(source, path[-1] if key else item_at(document.value, path), text)
    if not new or new == source or _ANCHOR.search(line[: span.column]):
        return ()
    return (Edit(locate(file.path, parsed.lines, span), new),)


def short_path(file: TextFile, index: int, path: FieldPath) -> FieldPath:
    """The path at which a reference is written: a short form (`dependsOn: [service:x]`) has no key for it."""
    document = next((document for document in positioned(file).documents if document.index == index), None)
    written = document is None or path in document.values
    return path if written else path[:-1]


def item_at(value: Any, path: FieldPath) -> Any:
    """What stands at a path of a document, None where nothing does."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _rewritten(source: str, value: Any, text: str) -> str:
    """The new text in the manner of the old one; "" where the old one isn't plainly that value."""
    quote = source[:1]
    if quote and quote in "'\"":
        meant = text.replace(WRITTEN, source[1:-1])
        safe = not any(char in meant for char in "'\"\\")
        return f"{quote}{meant}{quote}" if isinstance(value, str) and source[1:-1] == value and safe else ""
    if value is None or not _is_plainly(source, value):
        return ""
    meant = text.replace(WRITTEN, source)
    return meant if _PLAIN.fullmatch(meant) and _is_plainly(meant, meant) else json.dumps(meant, ensure_ascii=False)


def _is_plainly(source: str, value: Any) -> bool:
    """Whether a text without quotes is read as this value."""
    try:
        found = resolve(source)
    except NotFinite:
        return False
    return type(found) is type(value) and found == value


def source_span(edit: Edit) -> Span:
    """The stretch an edit is about, counted from 0."""
    place = edit.location
    return Span(place.line - 1, place.column - 1, place.end_line - 1, place.end_column - 1)
