"""What rules about end dates share: the days on which the support, licence … of what is in use ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span
from itsm_as_code.schemas.ci import Ends
from itsm_as_code.validators._entities import of, some
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._types import of_type

IN_USE = ("live", "deprecated")
EXPIRES = ("certificate", "licence")
"""The shipped types whose attribute `expires` says the same as `ends`."""
DAY = 86_400


def ended(landscape: Landscape, today: date | None, what: str, hint: str) -> Iterator[Complaint]:
    """Items in use for which it is over."""
    for entity, path, day in _days(landscape, what) if today else ():
        if today and day < today:
            words = f"the {what} of {entity.ref} ended on {day}"
            yield Complaint(entity, path, words, hint, why=_felt(landscape, entity))


def ends_soon(landscape: Landscape, today: date | None, what: str, lead: Span, hint: str) -> Iterator[Complaint]:
    """Items in use for which it will be over within the lead time, and isn't yet."""
    for entity, path, day in _days(landscape, what) if today else ():
        if today and today <= day <= today + timedelta(seconds=lead.seconds):
            left = (day - today).days
            when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
            words = f"the {what} of {entity.ref} ends {when}, on {day}"
            yield Complaint(entity, path, words, hint, why=_felt(landscape, entity))


def _days(landscape: Landscape, what: str) -> Sequence[tuple[Entity, FieldPath, date]]:
    return _all_days(landscape).get(what, ())


@lru_cache(maxsize=1)
def _all_days(landscape: Landscape) -> Mapping[str, list[tuple[Entity, FieldPath, date]]]:
    """Every last day by what it is of; all these rules ask for them, one after the other."""
    found: dict[str, list[tuple[Entity, FieldPath, date]]] = {}
    dated = [entity for entity in of(landscape, "ci") if entity.says("spec.ends")]
    for what in Ends.model_fields:
        said = [(entity, getattr(entity.model.spec.ends, what)) for entity in dated]
        found[what] = [(entity, ("spec", "ends", what), day) for entity, day in said if day and _in_use(entity)]
    for what in EXPIRES:
        known = {entity.ref for entity, _, _ in found[what]}
        items = ((entity, _read(entity.model.spec.attributes.get("expires"))) for entity in of_type(landscape, what))
        path = ("spec", "attributes", "expires")
        found[what] += [(one, path, day) for one, day in items if day and _in_use(one) and one.ref not in known]
    return found


def _in_use(entity: Entity) -> bool:
    return entity.facts.lifecycle in IN_USE


def _read(value: object) -> date | None:
    """The day of an attribute; one of another shape is told by the type's own schema."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _felt(landscape: Landscape, entity: Entity) -> tuple[str, ...]:
    """Who is going to feel it."""
    needing = landscape.needed_by(entity.ref)
    return (f"{some(needing)} {'needs' if len(needing) == 1 else 'need'} it",) if needing else ()
