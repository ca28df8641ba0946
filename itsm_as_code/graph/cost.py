"""What an outage costs: the agreements it touches, and what each is charged for it (SEMANTICS 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import NamedTuple

from itsm_as_code.graph.agreements import calendars_in, hours_in, in_force
from itsm_as_code.graph.charges import LONGEST, Charge, Course, Span, Terms, charges, spent, within_term
from itsm_as_code.graph.coverage import availability_of, covering
from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Window


class Cost(NamedTuple):
    """What an outage costs under one agreement: a charge for each window it touches.

    `spent` is the moment at which the budget of the first window is used up, None if it isn't. Without an end
    of the outage there are no charges.
    """

    agreement: Ref
    service: Ref
    level: Level
    charges: tuple[Charge, ...]
    spent: datetime | None = None

    @property
    def worst(self) -> Charge | None:
        """The window that is worst off."""
        return max(self.charges, key=lambda one: (one.breach, one.share or 0, one.lost), default=None)

    @property
    def breach(self) -> bool:
        """Whether the agreement is broken."""
        return any(one.breach for one in self.charges)

    @property
    def lost(self) -> Fraction:
        """Seconds lost in all windows together."""
        return sum((one.lost for one in self.charges), Fraction(0))

    @property
    def verdict(self) -> str | None:
        """`breach` or `within`; None where no availability is promised, or no end is known."""
        worst = self.worst
        return None if worst is None or worst.budget is None else "breach" if self.breach else "within"


def touched(
    landscape: Landscape, services: Iterable[Ref], when: date | Span | None = None
) -> tuple[tuple[Entity, Ref], ...]:
    """The agreements on services which are in force on a day or at some moment of a stretch of time, sorted.

    Each with its service; whatever is agreed, where no time is given.
    """
    covers = covering(landscape)
    pairs = ((one, ref) for ref in services if ref.kind == "service" for one in covers.get(ref, ()))
    found = {(one.ref, ref): one for one, ref in pairs if _runs(landscape, one, when)}
    return tuple((found[pair], pair[1]) for pair in sorted(found))


def _runs(landscape: Landscape, agreement: Entity, when: date | Span | None) -> bool:
    if not isinstance(when, tuple):
        return in_force(agreement, when)
    since, until = within_term(terms_of(landscape, agreement), when[0].astimezone(UTC), when[1].astimezone(UTC))
    return since < until


def costs_of(
    landscape: Landscape,
    agreements: Iterable[tuple[Entity, Ref]],
    courses: Mapping[Ref, Course],
    start: datetime,
    duration: int | None,
) -> Iterator[Cost]:
    """What an outage of so many seconds (None: without end) from a start costs under each of these agreements."""
    for agreement, service in agreements:
        yield cost((agreement.ref, service), terms_of(landscape, agreement), courses[service], start, duration)


def terms_of(landscape: Landscape, agreement: Entity) -> Terms:
    """How an agreement counts; a calendar month by the clock of its hours, where it names no window."""
    spec, hours = agreement.model.spec, hours_in(landscape, agreement)
    stated = availability_of(agreement)
    return Terms(
        hours,
        tuple(calendars_in(landscape, agreement, "exclusions")),
        spec.window or Window(timezone=hours.timezone),
        Fraction(repr(spec.degraded_counts_as or 0)),  # what was written, not the float nearest to it
        None if stated is None else 1 - stated.share.exact,
        spec.term.start if spec.term else None,
        spec.term.end if spec.term else None,
    )


def cost(agreement: tuple[Ref, Ref], terms: Terms, course: Course, start: datetime, duration: int | None) -> Cost:
    """What an outage costs under an agreement (and its service), for an outage of so many seconds from a start."""
    known = duration is not None and duration <= LONGEST
    charged = tuple(charges(terms, course, start, duration)) if known and duration is not None else ()
    level = max(course, default=Level.OK)
    return Cost(*agreement, level, charged, spent(terms, course, start, duration))
