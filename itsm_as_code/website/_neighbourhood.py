"""What a picture shows of the surroundings of an entity: whom to draw, in which row, and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Ref

MOST = 40
"""The most boxes of a service's picture."""
FEW = 24
"""The most boxes of any other picture: there are many more of them."""
WIDEST = 7
"""The most boxes of a row."""
COUNTED = 200
"""Further than this nobody counts what was left out."""

Steps = Callable[[Ref], tuple[Ref, ...]]
Ways = dict[Ref, list[Ref]]


class Adjacent(NamedTuple):
    """Who needs whom, made once for a whole site."""

    needs: Mapping[Ref, tuple[Ref, ...]]
    needed_by: Mapping[Ref, tuple[Ref, ...]]
    dependencies_of: Mapping[Ref, tuple[Dependency, ...]]


class Drawn(NamedTuple):
    """A dependency, and those of its members that the picture shows."""

    dependency: Dependency
    members: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Rows from the top down, the centre's at `centre_row`; `left_out` counts up to a limit."""

    centre: Ref
    rows: tuple[tuple[Ref, ...], ...]
    centre_row: int
    dependencies: tuple[Drawn, ...]
    left_out: int
    counted_all: bool


def adjacent(landscape: Landscape) -> Adjacent:
    """Every entity's direct neighbours, sorted."""
    needs = {ref: landscape.needs(ref) for ref in landscape.dependencies_of}
    needed_by = {ref: landscape.needed_by(ref) for ref in landscape.dependencies_on}
    return Adjacent(needs, needed_by, landscape.dependencies_of)


def neighbourhood(graph: Adjacent, centre: Ref) -> Neighbourhood:
    """The nearest of what an entity needs, below it, and of who needs it, above."""
    down, up = _steps(graph.needs), _steps(graph.needed_by)
    most = MOST if centre.kind == "service" else FEW
    below_all = _reached(centre, down, frozenset())
    above_all = _reached(centre, up, frozenset(below_all))
    below = _layers(centre, _nearest(below_all, down, most - 1 - min(len(above_all), most // 3), centre), down)
    room = most - 1 - sum(map(len, below))
    above = _layers(centre, _nearest(above_all, up, room, centre), up)
    rows = (*reversed(above), (centre,), *below)
    hidden = len(below_all) + len(above_all) - sum(map(len, rows)) + 1
    counted_all = len(below_all) < COUNTED and len(above_all) < COUNTED
    return Neighbourhood(centre, rows, len(above), _drawn(graph, rows, len(above)), hidden, counted_all)


def _steps(neighbours: Mapping[Ref, tuple[Ref, ...]]) -> Steps:
    return lambda ref: neighbours.get(ref, ())


def _reached(centre: Ref, steps: Steps, without: frozenset[Ref]) -> list[Ref]:
    """Everything that is reached, nearest first, until there is too much to count."""
    found: dict[Ref, None] = {}
    agenda = [centre]
    for ref in agenda:
        for one in steps(ref):
            if one != centre and one not in found and one not in without:
                found[one] = None
                agenda.append(one)
                if len(found) >= COUNTED:
                    return list(found)
    return list(found)


def _nearest(reached: list[Ref], steps: Steps, most: int, centre: Ref) -> list[Ref]:
    """The first so many, but of each one's neighbours no more than a row holds."""
    chosen: dict[Ref, None] = {}
    allowed = {centre}
    reachable = frozenset(reached)
    for ref in (centre, *reached):
        if ref in allowed:
            near = [one for one in steps(ref) if one in reachable and one not in chosen][:WIDEST]
            for one in near[: max(0, most - len(chosen))]:
                chosen[one] = None
                allowed.add(one)
    return list(chosen)


def _layers(centre: Ref, chosen: list[Ref], steps: Steps) -> list[tuple[Ref, ...]]:
    """The chosen by their longest way from the centre, rows no longer than fits; what loses its way is dropped."""
    depth = _depths(centre, chosen, steps)
    rows: list[tuple[Ref, ...]] = []
    before: set[Ref] = {centre}
    for number in range(1, max(depth.values(), default=0) + 1):
        fitting = (ref for ref in chosen if depth[ref] == number)
        row = tuple(ref for ref in fitting if any(ref in steps(one) for one in before))[:WIDEST]
        if row:
            rows.append(row)
            before |= set(row)
    return rows


def _depths(centre: Ref, chosen: list[Ref], steps: Steps) -> dict[Ref, int]:
    """The longest way to each, along steps that lead on and not back into a circle."""
    inside = frozenset(chosen)
    onward: Ways = {}
    finished: dict[Ref, None] = {}
    _walk(centre, inside, steps, onward, finished)
    depth = dict.fromkeys(chosen, 1)
    for ref in reversed(list(finished)):
        for one in onward[ref]:
            depth[one] = max(depth[one], depth.get(ref, 0) + 1)
    return depth


def _walk(ref: Ref, inside: frozenset[Ref], steps: Steps, onward: Ways, finished: dict[Ref, None]) -> None:
    """Depth first, at most as deep as there are boxes; a step to somebody still on the way closes a circle."""
    onward[ref] = []
    for one in steps(ref):
        if one in inside and one not in onward:
            _walk(one, inside, steps, onward, finished)
        if one in inside and one in finished:
            onward[ref].append(one)
    finished[ref] = None


def _drawn(graph: Adjacent, rows: tuple[tuple[Ref, ...], ...], centre_row: int) -> tuple[Drawn, ...]:
    """The dependencies between those shown: above the centre only those that lead towards it."""
    lower = frozenset(_flat(rows[centre_row:]))
    upper = frozenset(_flat(rows[: centre_row + 1]))
    found = []
    for number, row in enumerate(rows):
        among = lower if number >= centre_row else upper
        for ref in row:
            for one in graph.dependencies_of.get(ref, ()):
                members = tuple(member for member in one.members if member in among and member != ref)
                if members:
                    found.append(Drawn(one, members))
    return tuple(found)


def _flat(rows: Iterable[tuple[Ref, ...]]) -> list[Ref]:
    return [ref for row in rows for ref in row]
