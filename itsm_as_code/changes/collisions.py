"""What happens if two branches are both merged: what neither of them does alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from itsm_as_code.changes._exposure import SinglePoint, exposure
from itsm_as_code.changes._news import beyond
from itsm_as_code.changes._rewired import names_of, rewired
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.diff import diff, renames
from itsm_as_code.graph import Landscape, Level, Scenario, Words, levels
from itsm_as_code.model import Finding, Ref
from itsm_as_code.reading import Configuration, Entity
from itsm_as_code.validators import check


class Sides(NamedTuple):
    """The common base, it with the one branch, with the other, and with both; None where git can't merge them."""

    base: Landscape
    ours: Landscape
    theirs: Landscape
    both: Landscape | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Work of both branches at one time: by which Changes, when first, who feels both, and who fares worse for it.

    `worse` holds levels: that of the worse one alone, and that of both at once.
    """

    ours: Ref
    theirs: Ref
    start: datetime
    end: datetime
    reached: tuple[Ref, ...]
    worse: tuple[tuple[Ref, Level, Level], ...]


@dataclass(frozen=True, slots=True)
class Collision:
    """How a branch gets in the way of this one.

    `conflicts` are the files git can't merge, `shared` the entities both change, `findings` and `points` what
    only both together bring.
    """

    branch: str
    conflicts: tuple[str, ...] = ()
    shared: tuple[Ref, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    findings: tuple[Finding, ...] = ()
    points: tuple[SinglePoint, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conflicts or self.shared or self.overlaps or self.findings or self.points)


def collision(
    branch: str,
    sides: Sides,
    conflicts: tuple[str, ...] = (),
    today: date | None = None,
    configuration: Configuration | None = None,
) -> Collision:
    """Compares what both branches do together with what each does alone."""
    settings = configuration or Configuration()
    ours, theirs = (_case(sides.base, side, today, settings) for side in (sides.ours, sides.theirs))
    shared = tuple(sorted(ours.touched.keys() & theirs.touched.keys()))
    overlaps = tuple(_overlaps(ours, theirs, sides.both or sides.ours))
    if sides.both is None:
        return Collision(branch, conflicts, shared, overlaps)
    findings = _findings(sides, sides.both, today, settings)
    return Collision(branch, conflicts, shared, overlaps, findings, _points(sides, sides.both))


def _case(base: Landscape, side: Landscape, today: date | None, settings: Configuration) -> Case:
    return Case(base, side, diff(base, side, today), today=today, words=Words(settings.selectors))


def _findings(sides: Sides, both: Landscape, today: date | None, settings: Configuration) -> tuple[Finding, ...]:
    """Findings of both that are there with neither alone."""

    def of(side: Landscape) -> tuple[Finding, ...]:
        return check(side, today, settings).findings

    new = beyond(of(both), of(sides.ours), renames(sides.ours, both))
    return beyond(new, of(sides.theirs), renames(sides.theirs, both))


def _points(sides: Sides, both: Landscape) -> tuple[SinglePoint, ...]:
    """Single points of failure that services have with both and with neither alone."""

    def new(side: Landscape) -> Counter[SinglePoint]:
        names = names_of(renames(side, both))
        return Counter(exposure(side, both, rewired(side, both, names), names).points)

    return tuple(sorted(new(sides.ours) & new(sides.theirs), key=lambda point: (point.ref, point.by)))


def _overlaps(ours: Case, theirs: Case, both: Landscape) -> Iterator[Overlap]:
    """Changes whose windows overlap and whom the same entities feel."""
    for one in _timed(ours.declared):
        for other in _timed(theirs.declared):
            start = max(one.model.spec.window.start, other.model.spec.window.start)
            end = min(one.model.spec.window.end, other.model.spec.window.end)
            reached = tuple(sorted(ours.felt.keys() & theirs.felt.keys())) if start < end else ()
            if reached and one.ref != other.ref:
                yield Overlap(one.ref, other.ref, start, end, reached, _worse(ours, theirs, both))


def _timed(changes: Iterable[Entity]) -> Iterator[Entity]:
    return (one for one in changes if one.model.spec.window is not None)


def _worse(ours: Case, theirs: Case, both: Landscape) -> tuple[tuple[Ref, Level, Level], ...]:
    """Who fares worse while both are worked on than while one is."""
    work = ours.worked | theirs.worked
    found = levels(both, Scenario({ref: Level.DOWN for ref in work if ref in both.entities}))
    alone = {ref: max(case.felt.get(ref, Level.OK) for case in (ours, theirs)) for ref in found}
    return tuple((ref, alone[ref], level) for ref, level in found.items() if level > alone[ref])
