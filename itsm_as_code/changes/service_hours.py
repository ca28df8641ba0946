"""How much of the time in which a branch is worked on lies in hours that agreements promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from itsm_as_code.changes.case import Case
from itsm_as_code.graph import Landscape, calendars_in, hours_in, in_force
from itsm_as_code.hours import LONGEST, counted
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Period


def service_hours_met(case: Case, windows: Iterable[Period]) -> dict[Ref, int]:
    """The SLAs in whose hours some of these windows lie, each with the seconds of it, less what it excludes."""
    wanted = [(one.start, one.start + min(one.end - one.start, LONGEST)) for one in windows if one.start < one.end]
    found: dict[Ref, int] = {}
    for landscape, agreement in _agreements(case):
        hours, free = hours_in(landscape, agreement), tuple(calendars_in(landscape, agreement, "exclusions"))
        days = [start.date() for start, _ in wanted]
        stretches = (counted(hours, free, *one) for one in wanted) if _holds(agreement, days) else ()
        seconds = sum(end - start for some in stretches for start, end in some)
        if seconds > found.get(agreement.ref, 0):
            found[agreement.ref] = seconds
    return found


def _agreements(case: Case) -> Iterator[tuple[Landscape, Entity]]:
    """The SLAs on the services that are worked on or reached, on either side."""
    for ref in case.services:
        for landscape, service in case.sides(ref):
            for link in landscape.links_to.get(service.ref, ()):
                if link.relation == "service" and link.source.kind == "sla":
                    yield landscape, landscape.entities[link.source]


def _holds(agreement: Entity, days: Iterable[date]) -> bool:
    return any(in_force(agreement, day) for day in days)
