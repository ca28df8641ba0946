"""Who feels it if something fails: the least fixpoint of SEMANTICS 2, with the times of 3 and the reasons of 4."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from itsm_as_code.graph.charges import LONGEST, Course, Span, span
from itsm_as_code.graph.contacts import contacts
from itsm_as_code.graph.cost import Cost, costs_of, touched
from itsm_as_code.graph.dependency import Dependency, Level, level_of
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.quietest import Quiet
from itsm_as_code.graph.support import held_by_cycle
from itsm_as_code.model import Ref

LEVELS_HIT = tuple(level for level in Level if level)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What fails, how badly, for how many seconds (None: without end), and when it begins."""

    failed: Mapping[Ref, Level]
    duration: int | None = None
    start: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer: who is hit, worst first; which promises are touched; whom to tell, and why.

    `courses` says when each, the failed ones included, reaches which level. `costs` has one for each of the
    agreements, where a start is known. `quieter` is a better start, where one was looked for.
    """

    scenario: Scenario
    impacted: tuple[Impacted, ...]
    agreements: tuple[tuple[Ref, Ref], ...] = ()
    contacts: tuple[tuple[Ref, str], ...] = ()
    held_by_cycle: tuple[Ref, ...] = ()
    courses: Mapping[Ref, Course] = field(default_factory=dict)
    costs: tuple[Cost, ...] = ()
    quieter: Quiet | None = None


class _Hit(NamedTuple):
    """An entity reaches a level: when, in which step of that moment, and by which dependency."""

    time: int
    step: int
    level: Level
    number: int


@dataclass(slots=True)
class _State:
    """The fixpoint being computed: hits of each entity, and how many members of each dependency are where."""

    hits: dict[Ref, list[_Hit]] = field(default_factory=dict)
    counts: dict[int, list[int]] = field(default_factory=dict)
    passed: dict[int, Level] = field(default_factory=dict)

    def level(self, ref: Ref) -> Level:
        return self.hits[ref][-1].level if ref in self.hits else Level.OK


def impact(landscape: Landscape, scenario: Scenario, today: date | None = None) -> Impact:
    """Everything a scenario hits, with the reason for each; the failed ones themselves are left out."""
    state = _propagate(landscape, scenario)
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


def levels(landscape: Landscape, scenario: Scenario) -> dict[Ref, Level]:
    """The level of everything that isn't ok, the failed ones included."""
    state = _propagate(landscape, scenario)
    return {ref: state.level(ref) for ref in sorted(state.hits)}


def _worst_first(one: Impacted) -> tuple[int, int, Ref]:
    return -one.level, one.after, one.ref


def _propagate(landscape: Landscape, scenario: Scenario) -> _State:
    """Takes what happens in the order of time; within a moment step by step, so that reasons are shortest."""
    state = _State()
    agenda: list[tuple[int, int, Ref, int, int]] = [
        (0, 0, ref, -level, -1) for ref, level in scenario.failed.items() if level > Level.OK
    ]
    heapq.heapify(agenda)
    while agenda:
        time, step, ref, worse, number = heapq.heappop(agenda)
        before, level = state.level(ref), Level(-worse)
        if level <= before:
            continue
        state.hits.setdefault(ref, []).append(_Hit(time, step, level, number))
        for affected in landscape.dependencies_on.get(ref, ()):
            dependency = landscape.dependencies[affected]
            reached = _after_change(state, affected, dependency, before, level)
            when = time + dependency.tolerates
            if reached is not None and (scenario.duration is None or when < scenario.duration):
                heapq.heappush(agenda, (when, step + 1, dependency.source, -reached, affected))
    return state


def _after_change(state: _State, number: int, one: Dependency, before: Level, level: Level) -> Level | None:
    """The level a dependency newly passes on when a member's level rises, or None where nothing changes."""
    counts = state.counts.setdefault(number, [0, 0, 0, 0])
    counts[before] -= 1
    counts[level] += 1
    reached = level_of(one.need, len(one.members), counts, one.soft)
    if reached <= state.passed.get(number, Level.OK):
        return None
    state.passed[number] = reached
    return reached


def _impacted(ref: Ref, state: _State, landscape: Landscape) -> Impacted:
    last = state.hits[ref][-1]
    dependency = landscape.dependencies[last.number]
    seen = last.time - dependency.tolerates, last.step - 1
    members = ((member, _level_at(state, member, seen)) for member in dependency.members)
    failing = tuple(
        sorted(((member, level) for member, level in members if level), key=lambda pair: (-pair[1], pair[0]))
    )
    left = len(dependency.members) - sum(level is Level.DOWN for _, level in failing)
    return Impacted(ref, last.level, last.time, Reason(dependency, failing, left))


def _level_at(state: _State, ref: Ref, moment: tuple[int, int]) -> Level:
    """The level of an entity at a moment: only what was there before can be a reason."""
    reached = (hit.level for hit in state.hits.get(ref, ()) if (hit.time, hit.step) <= moment)
    return max(reached, default=Level.OK)


def _course(state: _State, ref: Ref) -> Course:
    """When an entity is first at each level or worse."""
    hits = state.hits[ref]
    return {
        level: next(hit.time for hit in hits if hit.level >= level) for level in LEVELS_HIT if level <= hits[-1].level
    }


def _when(scenario: Scenario, today: date | None) -> date | Span | None:
    """The time at which agreements must be in force to be touched: that of the outage; today, if it has no start.

    One without an end touches what is in force as it begins.
    """
    if scenario.start is None:
        return today
    return span(scenario.start, min(LONGEST, scenario.duration or 1))
