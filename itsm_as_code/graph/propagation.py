"""How failure travels: the least fixpoint of SEMANTICS 2, computed in the order of time (SEMANTICS 3)."""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import compress
from typing import NamedTuple

from itsm_as_code.graph._wiring import Wiring, wiring
from itsm_as_code.graph.dependency import Level, hard_level
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
LAST = (1 << 32) - 1
"""No landscape has so many dependencies."""


class Hit(NamedTuple):
    """An entity reaches a level: when, in which step of that moment, and by which dependency (-1: by itself)."""

    time: int
    step: int
    level: Level
    number: int


@dataclass(frozen=True, eq=False)
class State:
    """The fixpoint, done or being computed, in arrays by the numbers of a wiring.

    An entity e reaches a level l once at most: in `moments[at[l][e] - 1]`, by dependency `by[l][e] - 1`; 0 is never,
    and by itself. `members[l][d]` are how many members of a dependency are at l now. `hit` are those that aren't ok,
    in the order of time. Whatever fails by itself and has no number gets one behind the others.
    """

    refs: Sequence[Ref]
    numbers: Mapping[Ref, int]
    worst: bytearray
    at: Sequence[array[int]]
    by: Sequence[array[int]]
    members: Sequence[array[int]]
    hit: list[int] = field(default_factory=list)
    moments: list[tuple[int, int]] = field(default_factory=list)

    def in_order(self) -> Iterable[int]:
        """Those that are hit, in the order of names."""
        few = len(self.hit) * 20 < len(self.worst)
        return sorted(self.hit) if few else compress(range(len(self.worst)), self.worst)

    def of(self, entity: int) -> Iterator[Hit]:
        """The levels an entity reaches, one worse than the other."""
        for level in LEVEL[1:]:
            if moment := self.at[level][entity]:
                yield Hit(*self.moments[moment - 1], level, self.by[level][entity] - 1)

    def last(self, entity: int) -> Hit:
        """The worst level that an entity, one of those hit, reaches."""
        level = LEVEL[self.worst[entity]]
        return Hit(*self.moments[self.at[level][entity] - 1], level, self.by[level][entity] - 1)


Step = dict[int, int]
"""What happens at one step of one moment, for each entity: the greatest of the effects on it.

An effect is a number, greater if the level is worse, then if the dependency comes earlier. Levels are numbers here,
too: pairs and enumerations cost more than all else.
"""


def _effect(level: int, by: int) -> int:
    return level << 32 | LAST - by


def propagate(landscape: Landscape, scenario: Scenario) -> State:
    """Takes what happens in the order of time; within a moment step by step, so that reasons are shortest.

    What happens at one step lies together, so that the queue holds steps and not effects: with every
    `tolerates` 0 it is breadth-first search.
    """
    wires = wiring(landscape)
    state, first = _begun(wires, scenario)
    steps: dict[tuple[int, int], Step] = {(0, 0): first}
    moments = [(0, 0)]
    while moments:
        time, number = moment = heapq.heappop(moments)
        for later, step in _passed_on(wires, state, moment, steps.pop(moment)).items():
            following = (time + later, number + 1)
            if scenario.duration is not None and following[0] >= scenario.duration:
                continue
            if following in steps:
                _merge(steps[following], step)
            else:
                steps[following] = step
                heapq.heappush(moments, following)
    return state


def _begun(wires: Wiring, scenario: Scenario) -> tuple[State, Step]:
    """Nothing is hit yet, and this fails by itself."""
    refs, numbers = wires.refs, wires.numbers
    if unknown := [ref for ref in scenario.failed if ref not in numbers]:
        numbers = {**numbers, **{ref: number for number, ref in enumerate(unknown, len(refs))}}
        refs = (*refs, *unknown)
    at, by = (tuple(array("i", bytes(4 * len(refs))) for _ in LEVEL) for _ in range(2))
    members = tuple(array("i", bytes(4 * len(wires.sources))) for _ in LEVEL)
    first = {numbers[ref]: _effect(level, 0) for ref, level in scenario.failed.items() if level}
    return State(refs, numbers, bytearray(len(refs)), at, by, members), first


def _passed_on(wires: Wiring, state: State, moment: tuple[int, int], step: Step) -> Mapping[int, Step]:
    """Lets entities reach their levels, and gives what that passes on, by the seconds after which it is felt."""
    found: defaultdict[int, Step] = defaultdict(dict)
    on, sources, shapes, worst = wires.on, wires.sources, wires.shapes, state.worst
    _, at_risk, degraded, down = members = state.members
    for entity, before, level in _risen(state, moment, step):
        for number in on[entity] if entity < len(on) else ():
            source = sources[number]
            known = worst[source]
            if known == DOWN:
                continue
            size, need, softer, tolerates = shapes[number]
            reached = level
            if size > 1:
                members[before][number] -= 1
                members[level][number] += 1
                reached = hard_level(need, size, at_risk[number], degraded[number], down[number])
            if softer:
                reached -= 1
            if reached > known:
                effect, felt = reached << 32 | LAST - 1 - number, found[tolerates]
                if source not in felt or effect > felt[source]:
                    felt[source] = effect
    return found


def _risen(state: State, moment: tuple[int, int], step: Step) -> Iterator[tuple[int, int, int]]:
    """The entities that are worse off from here on: the level that each was at, and the one it is at now."""
    state.moments.append(moment)
    number, worst, at, by = len(state.moments), state.worst, state.at, state.by
    for entity, effect in step.items():
        before, level = worst[entity], effect >> 32
        if level > before:
            worst[entity] = level
            at[level][entity] = number
            by[level][entity] = LAST - (effect & LAST)
            if not before:
                state.hit.append(entity)
            yield entity, before, level


def _merge(step: Step, other: Step) -> None:
    for entity, effect in other.items():
        step[entity] = max(effect, step.get(entity, 0))


def level_at(state: State, ref: Ref, moment: tuple[int, int]) -> Level:
    """The level of an entity at a moment: only what was there before can be a reason."""
    entity = state.numbers.get(ref)
    hits = () if entity is None else state.of(entity)
    reached = (hit.level for hit in hits if (hit.time, hit.step) <= moment)
    return max(reached, default=Level.OK)


def levels(landscape: Landscape, scenario: Scenario) -> dict[Ref, Level]:
    """The level of everything that isn't ok, the failed ones included, in the order of names."""
    state = propagate(landscape, scenario)
    return {state.refs[entity]: LEVEL[state.worst[entity]] for entity in sorted(state.hit)}
