"""Where things stand in a file: spans, documents with positions, and what was wrong with the YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from itsm_as_code.model import FieldPath, Location

MAX_DEPTH = 64
"""Levels of nesting; the language itself needs eight. libyaml's cost grows with the square of it."""

MAX_EXCERPT = 4_000
"""Characters of a line that a location keeps; longer lines are cut around the column."""

LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A stretch of text, lines and columns from 0, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """One YAML document: its value, and the span of each value and key by its path."""

    index: int
    value: Any
    span: Span
    values: dict[FieldPath, Span] = field(default_factory=dict)
    keys: dict[FieldPath, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong as YAML: a code of `_codes`, the words, where."""

    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    document: int | None = None


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML 1.2 counts them: only line feed and carriage return end one."""
    return LINE_END.split(text)


def locate(path: str, lines: list[str], span: Span | None) -> Location:
    """The place of a span in a file, with the first line's text; without a span, the file as a whole."""
    if span is None:
        return Location(path)
    text = lines[span.line] if span.line < len(lines) else ""
    start, end = span.column, span.end_column if span.end_line == span.line else len(text)
    if len(text) > MAX_EXCERPT:
        text = text[: start + MAX_EXCERPT] if start + 100 < MAX_EXCERPT else text[: start + 200]
    if span.end_line > span.line:
        return Location(path, span.line + 1, start + 1, span.end_line + 1, span.end_column + 1, text)
    return Location(path, span.line + 1, start + 1, span.line + 1, max(end, start) + 1, text)
