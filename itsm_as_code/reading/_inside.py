"""Finds one character of a text in the file it was written in, whether in quotes, plain, or as a block."""

from __future__ import annotations

from itsm_as_code.model import Location, TextFile
from itsm_as_code.reading._marks import Span, locate
from itsm_as_code.reading._yaml import positioned


def within(file: TextFile, place: Location, text: str, line: int, column: int) -> Location:
    """The place of a line and a column, from 1, of the text that stands at `place`; else `place` itself.

    A folded text (`>`) and one with escapes have no columns of their own.
    """
    lines = positioned(file).lines
    wanted = text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else ""
    block = lines[place.line - 1][place.column - 1 :].startswith("|") if 0 < place.line <= len(lines) else False
    number = place.line - 1 + (line if block else 0)
    start = lines[number].find(wanted, 0 if block else place.column - 1) if wanted and number < len(lines) else -1
    if start < 0 or (not block and "\n" in text.rstrip("\n")):
        return place
    at = start + min(column - 1, max(len(wanted) - 1, 0))
    return locate(file.path, lines, Span(number, at, number, at + 1))
