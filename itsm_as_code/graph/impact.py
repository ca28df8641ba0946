"""Who feels it if something fails: levels and times, with the reasons of SEMANTICS 4 and the cost of 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from itsm_as_code.graph.charges import LONGEST, Course, Span, span
from itsm_as_code.graph.contacts import contacts
from itsm_as_code.graph.cost import Cost, costs_of, touched
from itsm_as_code.graph.dependency import Dependency, Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.propagation import Hit, Scenario, State, level_at, propagate
from itsm_as_code.graph.quietest import Quiet
from itsm_as_code.graph.support import held_by_cycle
from itsm_as_code.model import Ref

LEVELS_HIT = tuple(level for level in Level if level)


@dataclass(frozen=True, slots=True)
class Reason:
    """The dependency that decided a level, the members that failed it, and how many are left."""

    dependency: Dependency
    members: tuple[tuple[Ref, Level], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Impacted:
    """One entity that is hit: how badly, how many seconds after the start, and why."""

    ref: Ref
    level: Level
    after: int
    reason: Reason


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

    `courses` says when each, the failed ones included, reaches which level. `costs` has one for each of the
    agreements, where a start is known. `quieter` is a better start, where one was looked for, `why` an explanation
    that was asked for, empty where that entity isn't hit.
    """

    scenario: Scenario
    impacted: tuple[Impacted, ...]
    agreements: tuple[tuple[Ref, Ref], ...] = ()
    contacts: tuple[tuple[Ref, str], ...] = ()
    held_by_cycle: tuple[Ref, ...] = ()
    courses: Mapping[Ref, Course] = field(default_factory=dict)
    costs: tuple[Cost, ...] = ()
    quieter: Quiet | None = None
    why: tuple[Step, ...] | None = None


def impact(landscape: Landscape, scenario: Scenario, today: date | None = None) -> Impact:
    """Everything a scenario hits, with the reason for each; the failed ones themselves are left out."""
    state = propagate(landscape, scenario)
    hit = (ref for ref in state.hits if ref not in scenario.failed)
    impacted = tuple(sorted((_impacted(ref, state, landscape) for ref in hit), key=_worst_first))
    worst = {ref: state.level(ref) for ref in state.hits}
    courses = {ref: _course(state, ref) for ref in state.hits}
    agreements = touched(landscape, worst, _when(scenario, today))
    costs = tuple(costs_of(landscape, agreements, courses, scenario.start, scenario.duration)) if scenario.start else ()
    pairs = tuple((agreement.ref, service) for agreement, service in agreements)
    tell = contacts(landscape, worst, pairs, frozenset(one.agreement for one in costs if one.breach))
    held = held_by_cycle(landscape, worst, scenario.duration)
    return Impact(scenario, impacted, pairs, tell, held, courses, costs)


def _worst_first(one: Impacted) -> tuple[int, int, Ref]:
    return -one.level, one.after, one.ref


def _impacted(ref: Ref, state: State, landscape: Landscape) -> Impacted:
    return reached(ref, state.hits[ref][-1], state, landscape)


def reached(ref: Ref, hit: Hit, state: State, landscape: Landscape) -> Impacted:
    """Why an entity reached a level: only what was there before can be a reason."""
    dependency = landscape.dependencies[hit.number]
    seen = seen_by(hit, dependency)
    members = ((member, level_at(state, member, seen)) for member in dependency.members)
    failing = tuple(
        sorted(((member, level) for member, level in members if level), key=lambda pair: (-pair[1], pair[0]))
    )
    left = len(dependency.members) - sum(level is Level.DOWN for _, level in failing)
    return Impacted(ref, hit.level, hit.time, Reason(dependency, failing, left))


def seen_by(hit: Hit, dependency: Dependency) -> tuple[int, int]:
    """The moment and step of what made a dependency pass on a level."""
    return hit.time - dependency.tolerates, hit.step - 1


def _course(state: State, ref: Ref) -> Course:
    """When an entity is first at each level or worse."""
    found: dict[Level, int] = {}
    for hit in state.hits[ref]:
        for level in LEVELS_HIT[len(found) : hit.level]:
            found[level] = hit.time
    return found


def _when(scenario: Scenario, today: date | None) -> date | Span | None:
    """The time at which agreements must be in force to be touched: that of the outage; today, if it has no start.

    One without an end touches what is in force as it begins.
    """
    if scenario.start is None:
        return today
    return span(scenario.start, min(LONGEST, scenario.duration or 1))
