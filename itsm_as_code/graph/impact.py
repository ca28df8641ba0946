"""Who feels it if something fails: levels and times, with the reasons of SEMANTICS 4 and the cost of 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from itsm_as_code.graph.charges import LONGEST, Course, Span, span
from itsm_as_code.graph.contacts import contacts
from itsm_as_code.graph.cost import Cost, costs_of, touched
from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.propagation import Scenario, propagate
from itsm_as_code.graph.quietest import Quiet
from itsm_as_code.graph.spread import Impacted, Spread
from itsm_as_code.graph.support import held_by_cycle
from itsm_as_code.model import Ref


class Step(NamedTuple):
    """One line of an explanation: how deep it stands, what is hit, and why (None: it fails by itself).

    `spare` is how many more members failed than it takes; `told`: it is explained further up.
    """

    depth: int
    ref: Ref
    level: Level
    after: int
    why: Impacted | None = None
    spare: int = 0
    told: bool = False


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer: who is hit, worst first; which promises are touched; whom to tell, and why.

    `costs` has one for each of the agreements, where a start is known. `quieter` is a better start, where one was
    looked for, `why` an explanation that was asked for, empty where that entity isn't hit.
    """

    scenario: Scenario
    spread: Spread
    agreements: tuple[tuple[Ref, Ref], ...] = ()
    contacts: tuple[tuple[Ref, str], ...] = ()
    held_by_cycle: tuple[Ref, ...] = ()
    costs: tuple[Cost, ...] = ()
    quieter: Quiet | None = None
    why: tuple[Step, ...] | None = None

    @property
    def impacted(self) -> tuple[Impacted, ...]:
        """Who is hit, worst first; the failed ones themselves are left out."""
        return self.spread.impacted

    @property
    def courses(self) -> Mapping[Ref, Course]:
        """When each, the failed ones included, reaches which level or worse."""
        return self.spread.courses


def impact(landscape: Landscape, scenario: Scenario, today: date | None = None) -> Impact:
    """Everything a scenario hits, with the reason for each, once it is asked for."""
    spread = Spread(landscape, scenario, propagate(landscape, scenario))
    levels, courses = spread.levels, spread.courses
    agreements = touched(landscape, levels, _when(scenario, today))
    costs = tuple(costs_of(landscape, agreements, courses, scenario.start, scenario.duration)) if scenario.start else ()
    pairs = tuple((agreement.ref, service) for agreement, service in agreements)
    tell = contacts(landscape, levels, pairs, frozenset(one.agreement for one in costs if one.breach))
    held = held_by_cycle(landscape, spread.state) if scenario.duration is None else ()
    return Impact(scenario, spread, pairs, tell, held, costs)


def _when(scenario: Scenario, today: date | None) -> date | Span | None:
    """The time at which agreements must be in force to be touched: that of the outage; today, if it has no start.

    One without an end touches what is in force as it begins.
    """
    if scenario.start is None:
        return today
    return span(scenario.start, min(LONGEST, scenario.duration or 1))
