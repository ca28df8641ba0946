"""Freezes and maintenance windows against when a branch is worked on and whom that reaches, not only what it edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from itsm_as_code.changes.case import Case
from itsm_as_code.graph import Landscape, Level, calendars_in
from itsm_as_code.hours import Hours, end_moment, first_moment, shown, times_in, times_left
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Period
from itsm_as_code.validators import allowed


@dataclass(frozen=True, slots=True)
class FreezeHit:
    """Work inside a freeze: which, by which change (None: the branch declares none), on whom, and when first.

    `allowed_by` is who lets it go all the same, None where nobody does.
    """

    freeze: Ref
    change: Ref | None
    reached: tuple[Ref, ...]
    start: datetime
    end: datetime
    reason: str
    allowed_by: Ref | None = None


class Outside(NamedTuple):
    """Work on somebody who has maintenance windows, at a time that is in none of them."""

    change: Entity
    window: Entity
    reached: tuple[Ref, ...]
    start: datetime
    end: datetime


def freezes_of(case: Case) -> tuple[FreezeHit, ...]:
    """Every freeze the branch's work falls into; one that the branch lifts still counts, one that it adds already."""
    found = [hit for freeze in _freezes(case) for when in _work(case) for hit in _hits(case, *freeze, *when)]
    return tuple(sorted(found, key=lambda hit: (hit.freeze, str(hit.change), hit.start)))


def _freezes(case: Case) -> Iterator[tuple[Landscape, Entity]]:
    names = {case.new_names.get(one.ref, one.ref) for one in case.before.by_kind.get("freeze", ())}
    for ref in sorted(names | {one.ref for one in case.after.by_kind.get("freeze", ())}):
        yield from list(case.sides(ref))[:1]


def _work(case: Case) -> Iterator[tuple[Ref | None, Period]]:
    """When which change is worked on; the day itself, where nobody says when."""
    windows: list[tuple[Ref | None, Period | None]] = [
        (change.ref, change.model.spec.window) for change in case.declared
    ]
    if case.today is not None:
        day = Period.model_construct(start=first_moment("UTC", case.today), end=end_moment("UTC", case.today))
        windows = [(ref, window or day) for ref, window in windows] or [(None, day)]
    yield from ((ref, window) for ref, window in windows if window is not None and window.start < window.end)


def _hits(case: Case, landscape: Landscape, freeze: Entity, change: Ref | None, when: Period) -> Iterator[FreezeHit]:
    spec = freeze.model.spec
    met = times_in(spec.periods, calendars_in(landscape, freeze, "calendar"), when)
    reached = case.covers(spec.scope, case.felt) if met else ()
    if reached:
        name = case.new_names.get(freeze.ref, freeze.ref)
        yield FreezeHit(
            name, change, reached, *shown(met[0], when.start), str(spec.reason or ""), _allowed_by(case, name, change)
        )


def _allowed_by(case: Case, freeze: Ref, change: Ref | None) -> Ref | None:
    """Who lets a change go: by an exception with an approver and a reason that hasn't ended, as the branch has it."""
    entity = case.after.entities.get(freeze)
    return allowed(case.after, entity, change, case.today) if entity is not None and change is not None else None


def outside_windows(case: Case) -> Iterator[Outside]:
    """Declared work on somebody who would be down or degraded, outside the maintenance windows that cover them."""
    hurt = [ref for ref, level in case.felt.items() if level >= Level.DEGRADED]
    windows = [
        (one, case.covers(one.model.spec.scope, hurt)) for one in case.after.by_kind.get("maintenancewindow", ())
    ]
    for change in case.declared:
        when = change.model.spec.window
        if when is None or when.start >= when.end:
            continue
        for window, reached in windows:
            beside = [other for other, refs in windows if set(refs) & set(reached)]
            left = times_left(when, times_in(*_times(case.after, beside), when)) if reached else ()
            if left:
                yield Outside(change, window, reached, *shown(left[0], when.start))


def _times(landscape: Landscape, windows: list[Entity]) -> tuple[list[Period], list[Hours]]:
    periods = [period for one in windows for period in one.model.spec.periods]
    return periods, [hours for one in windows for hours in calendars_in(landscape, one, "calendar")]
