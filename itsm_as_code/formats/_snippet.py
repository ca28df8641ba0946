"""The lines around a finding: the text somebody wrote, with carets under what is meant."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.formats._style import paint, visible, width
from itsm_as_code.model import Location

WINDOW = 100
"""Columns of a line that are shown."""


MEANT, INVOLVED = ("-->", "^"), (":::", "-")
"""The arrow and the mark of the place a finding is about, and of another one it involves."""


def snippet(place: Location, gutter: int, drawn: tuple[str, str], role: str, note: str = "") -> Iterator[str]:
    """An arrow with the place, then the line and the marks under it; a place without a line is only named."""
    arrow, mark = drawn
    where = f"{visible(place.path)}:{place.line}:{place.column}" if place.line else visible(place.path)
    yield f"{' ' * gutter}{paint('quiet', arrow)} {where}"
    if not place.line or not place.excerpt.strip():
        return
    bar = paint("quiet", "|")
    before, meant, after = _cut(place)
    under = " " * width(before) + paint(role, mark * max(1, width(meant)))
    yield f"{' ' * gutter} {bar}"
    yield f"{paint('quiet', str(place.line).rjust(gutter))} {bar} {before}{meant}{after}"
    yield f"{' ' * gutter} {bar} {under}{' ' + paint(role, visible(note)) if note else ''}"


def gutter_of(*places: Location) -> int:
    """The columns that the longest line number takes, at least two."""
    return max(2, *(len(str(place.line)) for place in places))


def _cut(place: Location) -> tuple[str, str, str]:
    """The line around the column: what stands before, what is meant, what follows."""
    text = place.excerpt
    start = min(place.column - 1, len(text))
    end = len(text) if place.end_line > place.line else min(place.end_column - 1, len(text))
    first = 0 if start < WINDOW * 2 // 3 else start - WINDOW // 3
    last = min(len(text), first + WINDOW)
    before = ("…" if first else "") + visible(text[first:start].expandtabs(1))
    meant = visible(text[start : min(end, last)].rstrip()) or visible(text[start : start + 1])
    shown = start + max(len(text[start : min(end, last)].rstrip()), 1)
    after = visible(text[shown:last]).rstrip() + ("…" if last < len(text) else "")
    return before, meant, after
