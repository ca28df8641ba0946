"""How a field changed, and by the field's own mark what that means for those who rely on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from itsm_as_code.changes._flat import UNMARKED, Said
from itsm_as_code.graph import Landscape, calendars_in
from itsm_as_code.hours import ALWAYS, Hours, hours_of, uncovered
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Comparison, Effect, Percent, Span, Way

MONTH = 2_629_746
"""Seconds of a calendar month, for comparing one with days: a twelfth of the Gregorian year."""
AHEAD = timedelta(days=731)
"""How far ahead the hours of two calendars are compared."""
SOME_DAY = date(2024, 1, 1)

Fields = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class Sides:
    """One entity before and after, and the landscapes it stands in."""

    before: Landscape
    after: Landscape
    old: Entity
    new: Entity
    today: date | None = None


def effect(path: str, before: Fields, after: Fields, sides: Sides) -> Effect:
    """What the change of one field means; a field without a mark is neutral."""
    was, now = before.get(path), after.get(path)
    mark = next(said.mark for said in (now, was) if said is not None)
    if mark == UNMARKED:
        return "neutral"
    if "narrower" in mark.loosening:
        return mark.effect(_of_hours(path, sides))
    if was is None or now is None:
        comes = was is None
        if mark.for_all and not _has_items(path, before if comes else after):
            comes = not comes
        return mark.effect("comes" if comes else "goes")
    if mark.order:
        first, second = (mark.rank(text) for text in (was.text, now.text))
        less = first is not None and second is not None and second < first
        return "breaking" if less and now.text == mark.end else mark.effect(_by_size(first, second))
    if "worse" in mark.loosening:
        return mark.effect(_by_metric(was, now, sides))
    return mark.effect(_by_size(_size(was.value), _size(now.value)))


def _has_items(path: str, fields: Fields) -> bool:
    return any(other.startswith(path[: path.rindex("[") + 1]) for other in fields)


def _by_size(first: Any, second: Any) -> Way:
    """Quantities of one unit are less or more; all else is another thing, but for what is the same."""
    if first is None or second is None or type(first) is not type(second) or first == second:
        return "other"
    if isinstance(first, tuple) and first[0] != second[0]:
        return "other"
    return "more" if second > first else "less"


def _size(value: Any) -> Any:
    """What a value is compared by: a number or a day, with its unit."""
    if isinstance(value, Percent):
        return "%", value.percent
    if isinstance(value, Span):
        return "s", value.months * MONTH + value.seconds
    if isinstance(value, Comparison):
        return _size(value.value)
    return value if isinstance(value, int | float | Decimal | date) else None


def _by_metric(was: Said, now: Said, sides: Sides) -> Way:
    """Better or worse, by the way that the target says or its indicator has."""
    directions = {said.value.direction for said in (was, now) if isinstance(said.value, Comparison)} - {""}
    way = _by_size(_size(was.value), _size(now.value))
    if len(directions) > 1 or way == "other":
        return "other"
    lower = directions == {"<="} if directions else _lower_is_better(now.metric, sides)
    return "worse" if (way == "more") == lower else "better"


def _lower_is_better(metric: Ref | None, sides: Sides) -> bool:
    """What the indicator says; of a name that leads nowhere, more is taken for better."""
    spaces = (metric.namespace or sides.new.ref.namespace, DEFAULT_NAMESPACE) if metric else ()
    names = (metric._replace(namespace=space) for space in spaces if metric)
    found = (sides.after.find(sides.after.names.get(name, name)) for name in names)
    indicator = next((one for one in found if one is not None), None)
    return indicator is not None and indicator.model.spec.better == "lower"


def _of_hours(path: str, sides: Sides) -> Way:
    """Whether hours that counted are lost; of two that only overlap, some are."""
    field = path.split(".")[1].partition("[")[0]
    was, now = _hours(sides.before, sides.old, field), _hours(sides.after, sides.new, field)
    first = sides.today or SOME_DAY
    last = first + AHEAD
    if uncovered(was, [now], 1, first, last):
        return "narrower"
    return "wider" if uncovered(now, [was], 1, first, last) else "other"


def _hours(landscape: Landscape, entity: Entity, field: str) -> Hours:
    """A calendar's own hours, or those of the calendar that a field names; round the clock where it names none."""
    if entity.ref.kind == "calendar":
        return hours_of(entity.model.spec)
    return next(calendars_in(landscape, entity, field), ALWAYS)
