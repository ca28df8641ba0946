"""A table for people on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from itsm_as_code.formats._answers import entity_data
from itsm_as_code.formats._style import cut, pad, paint, visible, width
from itsm_as_code.graph import Landscape
from itsm_as_code.reading import Entity

WIDEST = (44, 36, 24, 60)


def entities(chosen: Iterable[Entity], landscape: Landscape) -> str:
    """The answer of `itsm ls`: name, title, owner and place."""
    rows = []
    for entity in chosen:
        data = entity_data(entity, landscape)
        owner = (data["owner"] or "").removeprefix("team:")
        cells = (data["ref"], data["title"], owner, f"{data['path']}:{data['line']}")
        rows.append(tuple(cut(visible(str(cell)), most) for cell, most in zip(cells, WIDEST, strict=True)))
    heads = ("NAME", "TITLE", "OWNER", "PLACE")
    widths = [max(width(row[column]) for row in (heads, *rows)) for column in range(4)]
    lines = [paint("strong", _line(heads, widths)), *(_line(row, widths) for row in rows)]
    return "\n".join(lines)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True)).rstrip()
