"""How failure travels: the least fixpoint of SEMANTICS 2, computed in the order of time (SEMANTICS 3)."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from itsm_as_code.graph.dependency import Dependency, Level, level_of
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


@dataclass(frozen=True, slots=True)
class Scenario:
    """What fails, how badly, for how many seconds (None: without end), and when it begins.

    `assumed` tells in what way the landscape isn't the one that is written.
    """

    failed: Mapping[Ref, Level]
    duration: int | None = None
    start: datetime | None = None
    assumed: tuple[str, ...] = ()


LEVEL = tuple(Level)
DOWN = int(Level.DOWN)


class Hit(NamedTuple):
    """An entity reaches a level: when, in which step of that moment, and by which dependency."""

    time: int
    step: int
    level: Level
    number: int


@dataclass(slots=True)
class State:
    """The fixpoint, done or being computed: hits of each entity, its worst level, and members of groups by level."""

    hits: dict[Ref, list[Hit]] = field(default_factory=dict)
    worst: dict[Ref, int] = field(default_factory=dict)
    counts: dict[int, list[int]] = field(default_factory=dict)

    def level(self, ref: Ref) -> Level:
        """The worst level an entity has reached."""
        return LEVEL[self.worst.get(ref, 0)]


Step = dict[Ref, tuple[int, int]]
"""What happens at one step of one moment, for each entity: the worst level, negative, and the first dependency."""


def propagate(landscape: Landscape, scenario: Scenario) -> State:
    """Takes what happens in the order of time; within a moment step by step, so that reasons are shortest.

    What happens at one step lies together, so that the queue holds steps and not effects: with every
    `tolerates` 0 it is breadth-first search. Levels are plain numbers here; an enumeration costs more than all else.
    """
    state = State()
    steps: dict[tuple[int, int], Step] = {(0, 0): {ref: (-int(one), -1) for ref, one in scenario.failed.items() if one}}
    moments = [(0, 0)]
    while moments:
        moment = heapq.heappop(moments)
        for when, ref, effect in _passed_on(landscape, state, moment, steps.pop(moment)):
            if scenario.duration is not None and when >= scenario.duration:
                continue
            following = (when, moment[1] + 1)
            if following not in steps:
                steps[following] = {}
                heapq.heappush(moments, following)
            step = steps[following]
            if ref not in step or effect < step[ref]:
                step[ref] = effect
    return state


def _passed_on(
    landscape: Landscape, state: State, moment: tuple[int, int], step: Step
) -> Iterator[tuple[int, Ref, tuple[int, int]]]:
    """Lets entities reach their levels, and gives what that passes on: when, to whom, which level, by what."""
    time, worst, hits = moment[0], state.worst, state.hits
    on, dependencies = landscape.dependencies_on, landscape.dependencies
    for ref, (negative, number) in step.items():
        before, level = worst.get(ref, 0), -negative
        if level <= before:
            continue
        worst[ref] = level
        hit = Hit(time, moment[1], LEVEL[level], number)
        if before:
            hits[ref].append(hit)
        else:
            hits[ref] = [hit]
        for affected in on.get(ref, ()):
            one = dependencies[affected]
            source = one.source
            known = worst.get(source, 0)
            if known < DOWN:
                reached = level if len(one.members) == 1 else _of_group(state, affected, one, before, level)
                if one.soft:
                    reached -= 1
                if reached > known:
                    yield time + one.tolerates, source, (-reached, affected)


def _of_group(state: State, number: int, one: Dependency, before: int, level: int) -> int:
    """The level a group passes on, hard, once a member's level has risen."""
    counts = state.counts.get(number)
    if counts is None:
        counts = state.counts[number] = [0, 0, 0, 0]
    counts[before] -= 1
    counts[level] += 1
    return int(level_of(one.need, len(one.members), counts))


def level_at(state: State, ref: Ref, moment: tuple[int, int]) -> Level:
    """The level of an entity at a moment: only what was there before can be a reason."""
    reached = (hit.level for hit in state.hits.get(ref, ()) if (hit.time, hit.step) <= moment)
    return max(reached, default=Level.OK)


def levels(landscape: Landscape, scenario: Scenario) -> dict[Ref, Level]:
    """The level of everything that isn't ok, the failed ones included."""
    state = propagate(landscape, scenario)
    return {ref: state.level(ref) for ref in sorted(state.hits)}
