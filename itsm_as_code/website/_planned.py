"""What is planned and was done: changes, freezes and maintenance, when, and whom they reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, Words, above, select
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

KINDS = ("change", "freeze", "maintenancewindow")


class Planned(NamedTuple):
    """Something with a time: `scope` is what it names, `reached` everything that stands on that; all, where None."""

    ref: Ref
    start: datetime
    end: datetime
    state: str
    """What became of a change: its result, cancelled, or nothing yet."""
    scope: frozenset[Ref] | None
    reached: frozenset[Ref] | None

    def concerns(self, ref: Ref) -> bool:
        """Whether it is about an entity, or about something the entity stands on."""
        return self.reached is None or ref in self.reached


def planned_of(landscape: Landscape, named: Mapping[str, str]) -> tuple[Planned, ...]:
    """Everything that has a time, in its order."""
    entities = (entity for kind in KINDS for entity in landscape.by_kind.get(kind, ()))
    found = (one for entity in entities for one in _of(landscape, entity, Words(named)))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.ref)))


def coming(planned: Iterable[Planned], today: date | None) -> tuple[Planned, ...]:
    """What isn't over on a day and wasn't cancelled."""
    return tuple(one for one in planned if one.state == "" and not over(one, today))


def over(one: Planned, today: date | None) -> bool:
    """Whether it has ended before a day."""
    return today is not None and one.end.date() < today


def _of(landscape: Landscape, entity: Entity, words: Words) -> Iterator[Planned]:
    spec = entity.model.spec
    periods = spec.periods if entity.ref.kind != "change" else ((spec.window,) if spec.window else ())
    if not periods:
        return
    scope = _scope(landscape, spec.scope, words) if spec.scope or entity.ref.kind == "change" else None
    reached = None if scope is None else frozenset(above(landscape, scope))
    for period in periods:
        yield Planned(entity.ref, period.start, period.end, _state(spec), scope, reached)


def _state(spec: Any) -> str:
    if getattr(spec, "cancelled", None):
        return "cancelled"
    verification = getattr(spec, "verification", None)
    return verification.result if verification else ""


def _scope(landscape: Landscape, selectors: Iterable[str], words: Words) -> frozenset[Ref]:
    found: set[Ref] = set()
    for text in selectors:
        try:
            found |= set(select(landscape, text, words=words))
        except WrongUse:  # it picks nothing, or can't be read: a finding says so
            continue
    return frozenset(found)
