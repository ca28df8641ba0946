"""What rules about agreements share: which ones to look at, their hours, and the words for shares and times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from itsm_as_code.graph import AGREEMENTS, Landscape, calendars_in, in_force, target_of
from itsm_as_code.graph.carriage import Carriage
from itsm_as_code.hours import Hours
from itsm_as_code.model import FieldPath
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Percent, Span, spoken_time

PERIODS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
"""Days of a calendar window, for telling what a share means."""
WEEK = 7 * 86_400
HALF = 50
"""Less than this percentage is no promise."""


def agreements(landscape: Landscape, *statuses: str) -> Iterator[Entity]:
    """The agreements with one of these statuses; all of them, if none is named."""
    for entity in _agreements(landscape):
        if not statuses or entity.model.spec.status in statuses:
            yield entity


@lru_cache(maxsize=2)
def _agreements(landscape: Landscape) -> tuple[Entity, ...]:
    return tuple(entity for ref, entity in landscape.entities.items() if ref.kind in AGREEMENTS)


def promising(landscape: Landscape, today: date | None) -> Iterator[Entity]:
    """SLAs and OLAs that promise something now or are about to: drafts and agreed ones whose term isn't over.

    What a supplier's contract stands on is the supplier's affair.
    """
    return (entity for entity in agreements(landscape) if is_promising(entity, today))


def is_promising(agreement: Entity, today: date | None) -> bool:
    """Whether it is such an SLA or OLA."""
    open_ = agreement.model.spec.status in ("draft", "agreed") and not ended(agreement, today)
    return open_ and agreement.ref.kind != "contract"


def ended(agreement: Entity, today: date | None) -> bool:
    """Whether its term is over."""
    term = agreement.model.spec.term
    return bool(today and term and term.end and term.end < today)


def hours_known(landscape: Landscape, agreement: Entity) -> bool:
    """Whether the hours it names are there; what isn't there is told, and not compared."""
    return agreement.model.spec.hours is None or any(calendars_in(landscape, agreement, "hours"))


def hours_name(landscape: Landscape, agreement: Entity) -> str:
    """What an agreement's hours are called."""
    named = target_of(landscape, agreement.ref, "hours")
    return named.name if named else "24x7"


def hours_path(agreement: Entity) -> FieldPath:
    """Where an agreement says its hours, or its kind where it doesn't."""
    return ("spec", "hours") if agreement.model.spec.hours else ("spec",)


def share_text(value: Fraction) -> str:
    """A share of one as a percentage, of eight digits at most: `99.5%`. Rounded down, so that it may be promised."""
    ratio = Context(prec=8, rounding=ROUND_DOWN).divide(value.numerator * 100, value.denominator)
    return str(Percent(ratio))


def allowance(share: Fraction, agreement: Entity, hours: Hours) -> str:
    """How much interruption a share allows in a window: `43 min 12 s of interruption in a 30-day month`."""
    days, name = window_days(agreement), window_name(agreement)
    worked = sum(end - start for day in hours.week for start, end in day) * 60
    lost = int((1 - share) * days * 86_400 * worked / WEEK)
    kind = "interruption" if worked == WEEK else "its service hours"
    return f"{spoken_time(lost if lost < 86_400 else lost // 60 * 60)} of {kind} in {name}"


def day_of(promise: Entity, today: date | None) -> date | None:
    """The day a promise is looked at: today, or its first day, if that is still to come."""
    term = promise.model.spec.term
    return max(today, term.start) if today and term else today


def standing(support: Entity, promise: Entity, today: date | None) -> bool:
    """Whether an agreement is there to support a promise: in force then, or a draft under a draft."""
    if support.model.spec.status == promise.model.spec.status == "draft":
        return True
    return in_force(support, day_of(promise, today))


def named_at(landscape: Landscape, agreement: Entity) -> Iterator[tuple[FieldPath, Entity]]:
    """The agreements named under `supportedBy` as far as they are there, each with its place."""
    for link in landscape.links_from.get(agreement.ref, ()):
        if link.relation == "supportedBy" and link.target in landscape.entities:
            yield link.path, landscape.entities[link.target]


def window_days(agreement: Entity) -> int:
    """How many days an agreement's measurement window has, a month counted as 30; a month, where none is written."""
    window = agreement.model.spec.window
    if window is not None and window.length is not None:
        return int(window.length.months * 30 + window.length.seconds // 86_400)
    return PERIODS[(window and window.period) or "month"]


def window_name(agreement: Entity) -> str:
    """What people call an agreement's measurement window."""
    window = agreement.model.spec.window
    if window is not None and window.length is not None:
        return str(window.length)
    period = (window and window.period) or "month"
    return "a 30-day month" if period == "month" else f"a {period}"


def measure(value: Percent | Span | Decimal) -> Decimal:
    """A target's value as a number, for comparing values of one unit; a month counted as 30 days."""
    if isinstance(value, Percent):
        return value.percent
    return Decimal(value.months * 30 * 86_400 + value.seconds) if isinstance(value, Span) else value


def plausible(value: object) -> bool:
    """Whether somebody can mean it; what nobody can mean is told by `plausible-target`, once."""
    return not isinstance(value, Percent) or HALF <= value.percent < 100


def same_unit(one: object, other: object) -> bool:
    """Whether two values of targets can be compared."""
    return type(one) is type(other)


def because(carriage: Carriage, supports: Iterable[Entity]) -> tuple[str, ...]:
    """Why agreements that nobody may have thought of support a promise: what they cover, on the way down to it."""
    ways = ((one, carriage.way_to(one)) for one in supports)
    return tuple(
        f"{one.ref} covers {way[-1]}, on the way {' → '.join(ref.name for ref in way)}"
        for one, way in ways
        if len(way) > 1
    )
