"""How failure travels: the least fixpoint of SEMANTICS 2, computed in the order of time (SEMANTICS 3)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from typing import NamedTuple

from itsm_as_code.graph.dependency import Dependency, Level, level_of
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref

_LOWER = (Level.OK, Level.OK, Level.AT_RISK, Level.DEGRADED)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What fails, how badly, for how many seconds (None: without end), and when it begins.

    `assumed` tells in what way the landscape isn't the one that is written.
    """

    failed: Mapping[Ref, Level]
    duration: int | None = None
    start: datetime | None = None
    assumed: tuple[str, ...] = ()


class Hit(NamedTuple):
    """An entity reaches a level: when, in which step of that moment, and by which dependency."""

    time: int
    step: int
    level: Level
    number: int


@dataclass(slots=True)
class State:
    """The fixpoint, done or being computed: hits of each entity, and how many members of each dependency are where."""

    hits: dict[Ref, list[Hit]] = field(default_factory=dict)
    counts: dict[int, list[int]] = field(default_factory=dict)
    passed: dict[int, Level] = field(default_factory=dict)

    def level(self, ref: Ref) -> Level:
        """The worst level an entity has reached."""
        return self.hits[ref][-1].level if ref in self.hits else Level.OK


def propagate(landscape: Landscape, scenario: Scenario) -> State:
    """Takes what happens in the order of time; within a moment step by step, so that reasons are shortest.

    What happens in one step of one moment lies on one heap entry, not one for each: a step has no order inside.
    """
    state = State()
    agenda = {(0, 0): [(ref, level, -1) for ref, level in scenario.failed.items() if level > Level.OK]}
    moments = [(0, 0)]
    end = inf if scenario.duration is None else scenario.duration
    while moments:
        time, step = heapq.heappop(moments)
        for ref, (level, number) in _worst(agenda.pop((time, step))).items():
            hits = state.hits.setdefault(ref, [])
            before = hits[-1].level if hits else Level.OK
            if level <= before:
                continue
            hits.append(Hit(time, step, level, number))
            for affected in landscape.dependencies_on.get(ref, ()):
                one = landscape.dependencies[affected]
                reached = _passed_on(state, affected, one, before, level)
                if reached and time + one.tolerates < end:
                    moment = (time + one.tolerates, step + 1)
                    if moment not in agenda:
                        heapq.heappush(moments, moment)
                        agenda[moment] = []
                    agenda[moment].append((one.source, reached, affected))
    return state


def _worst(happening: Iterable[tuple[Ref, Level, int]]) -> Mapping[Ref, tuple[Level, int]]:
    """The worst level each entity reaches in a step, by the first dependency that was written of those that say so."""
    found: dict[Ref, tuple[Level, int]] = {}
    for ref, level, number in happening:
        known = found.get(ref)
        if known is None or level > known[0] or (level == known[0] and number < known[1]):
            found[ref] = (level, number)
    return found


def _passed_on(state: State, number: int, one: Dependency, before: Level, level: Level) -> Level | None:
    """The level a dependency newly passes on when a member's level rises; none where nothing changes."""
    if len(one.members) == 1 == one.need:
        return _LOWER[level] if one.soft else level
    counts = state.counts.setdefault(number, [0, 0, 0, 0])
    counts[before] -= 1
    counts[level] += 1
    reached = level_of(one.need, len(one.members), counts, one.soft)
    if reached <= state.passed.get(number, Level.OK):
        return None
    state.passed[number] = reached
    return reached


def level_at(state: State, ref: Ref, moment: tuple[int, int]) -> Level:
    """The level of an entity at a moment: only what was there before can be a reason."""
    reached = (hit.level for hit in state.hits.get(ref, ()) if (hit.time, hit.step) <= moment)
    return max(reached, default=Level.OK)


def levels(landscape: Landscape, scenario: Scenario) -> dict[Ref, Level]:
    """The level of everything that isn't ok, the failed ones included."""
    state = propagate(landscape, scenario)
    return {ref: state.level(ref) for ref in sorted(state.hits)}
