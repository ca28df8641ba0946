"""Where the boxes of a picture stand, and by which way a line gets from one to another without crossing a third."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from itsm_as_code.model import Ref
from itsm_as_code.website._neighbourhood import Neighbourhood

BOX = (150.0, 44.0)
GAP = 14.0
ROW = 112.0
MARGIN = 12.0
PASSAGE = 10.0
"""The width kept free where a line passes a row."""


class Passage(NamedTuple):
    """The place in a row through which the lines to a box further down pass."""

    target: Ref
    row: int


Spot = Ref | Passage


class Layout(NamedTuple):
    """The middle of the upper edge of everything, and the size of the whole."""

    spots: Mapping[Spot, tuple[float, float]]
    row_of: Mapping[Ref, int]
    width: float
    height: float


def layout(near: Neighbourhood) -> Layout:
    """Rows one below the other, each ordered by where its neighbours towards the centre stand."""
    row_of = {ref: number for number, row in enumerate(near.rows) for ref in row}
    steps = _steps(near, row_of)
    rows: list[list[Spot]] = [list(row) for row in near.rows]
    for spot in sorted({one for step in steps for one in step if isinstance(one, Passage)}):
        rows[spot.row].append(spot)
    towards = _towards_centre(steps, row_of, near.centre_row)
    positions: dict[Spot, float] = {near.centre: 0.0}
    for number in (*range(near.centre_row + 1, len(rows)), *range(near.centre_row - 1, -1, -1)):
        positions |= _row(rows[number], towards, positions)
    positions |= _row(rows[near.centre_row], {}, positions)
    return _placed(positions, row_of, len(rows))


def _steps(near: Neighbourhood, row_of: Mapping[Ref, int]) -> list[tuple[Spot, Spot]]:
    """Each line cut into steps from one row to the next; lines that don't lead down are drawn around."""
    found: list[tuple[Spot, Spot]] = []
    for dependency, members in near.dependencies:
        for member in members:
            way = route(dependency.source, member, row_of)
            found += pairwise(way)
    return found


def route(source: Ref, target: Ref, row_of: Mapping[Ref, int]) -> tuple[Spot, ...]:
    """The boxes and passages a line goes through."""
    between = range(row_of[source] + 1, row_of[target])
    return (source, *(Passage(target, row) for row in between), target)


def _towards_centre(
    steps: Iterable[tuple[Spot, Spot]], row_of: Mapping[Ref, int], centre_row: int
) -> Mapping[Spot, list[Spot]]:
    found: defaultdict[Spot, list[Spot]] = defaultdict(list)
    for upper, lower in steps:
        high, low = _row_number(upper, row_of), _row_number(lower, row_of)
        if centre_row <= high < low:
            found[lower].append(upper)
        elif high < low <= centre_row:
            found[upper].append(lower)
    return found


def _row_number(spot: Spot, row_of: Mapping[Ref, int]) -> int:
    return spot.row if isinstance(spot, Passage) else row_of[spot]


def _row(row: list[Spot], towards: Mapping[Spot, list[Spot]], placed: Mapping[Spot, float]) -> dict[Spot, float]:
    """The middles of a row's spots, the row's own middle being 0."""
    ordered = _ordered(row, {spot: _wish(spot, towards, placed) for spot in row})
    widths = [PASSAGE if isinstance(spot, Passage) else BOX[0] for spot in ordered]
    left = -(sum(widths) + GAP * (len(widths) - 1)) / 2
    found: dict[Spot, float] = {}
    for spot, width in zip(ordered, widths, strict=True):
        found[spot] = left + width / 2
        left += width + GAP
    return found


def _wish(spot: Spot, towards: Mapping[Spot, list[Spot]], placed: Mapping[Spot, float]) -> float:
    near = [placed[one] for one in towards.get(spot, ()) if one in placed]
    return sum(near) / len(near) if near else 0.0


def _ordered(row: list[Spot], wish: Mapping[Spot, float]) -> list[Spot]:
    """Boxes from left to right as they wish; passages in the gap between boxes that is nearest to their wish."""
    boxes: list[Spot] = sorted((spot for spot in row if isinstance(spot, Ref)), key=lambda spot: (wish[spot], spot))
    gaps: list[list[Spot]] = [[] for _ in range(len(boxes) + 1)]
    for passage in sorted((spot for spot in row if isinstance(spot, Passage)), key=lambda spot: (wish[spot], spot)):
        places = [(number - len(boxes) / 2) * (BOX[0] + GAP) for number in range(len(gaps))]
        number = min(range(len(gaps)), key=lambda one: (abs(places[one] - wish[passage]), one))
        gaps[number].append(passage)
    pairs = zip(gaps, [*([box] for box in boxes), []], strict=True)
    return [spot for gap, box in pairs for spot in (*gap, *box)]


def _placed(positions: Mapping[Spot, float], row_of: Mapping[Ref, int], rows: int) -> Layout:
    edge = BOX[0] / 2 + MARGIN
    left, right = min(positions.values()) - edge, max(positions.values()) + edge
    spots = {spot: (round(x - left, 1), MARGIN + ROW * _row_number(spot, row_of)) for spot, x in positions.items()}
    return Layout(spots, row_of, round(right - left, 1), MARGIN * 2 + ROW * (rows - 1) + BOX[1])
