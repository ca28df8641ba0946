"""Why something is hit: the shortest reasons from it down to what fails, as the lines of a tree (SEMANTICS 4)."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph.dependency import Dependency, Level
from itsm_as_code.graph.impact import Step
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.propagation import Hit, Scenario, State, propagate
from itsm_as_code.graph.spread import Grounds, Impacted, seen_by
from itsm_as_code.model import Ref


def explain(landscape: Landscape, scenario: Scenario, ref: Ref) -> tuple[Step, ...]:
    """The explanation of the worst level an entity reaches, nearest reason first; nothing where it isn't hit.

    Of the members of a group only as many as it takes are followed, those that failed first. Whatever is needed twice
    is explained once. Circles can't come up: a reason always lies earlier, or a step nearer to what fails.
    """
    state = propagate(landscape, scenario)
    entity = state.numbers.get(ref)
    if entity is None or not state.worst[entity]:
        return ()
    grounds = Grounds(landscape, state)
    steps: list[Step] = []
    told: set[tuple[Ref, Level]] = set()
    agenda = [(0, ref, state.last(entity))]
    while agenda:
        depth, one, hit = agenda.pop()
        if hit.number < 0 or (one, hit.level) in told:
            steps.append(Step(depth, one, hit.level, hit.time, told=hit.number >= 0))
            continue
        told.add((one, hit.level))
        needed, spare = _needed(hit, landscape.dependencies[hit.number], state)
        steps.append(Step(depth, one, hit.level, hit.time, Impacted(one, hit, grounds), spare))
        agenda += [(depth + 1, member, found) for member, found in reversed(needed)]
    return tuple(steps)


def _needed(hit: Hit, one: Dependency, state: State) -> tuple[list[tuple[Ref, Hit]], int]:
    """The members whose failure is enough, those that failed first before the others, and how many more failed."""
    level, count = _wanted(hit.level, one)
    found = sorted(
        _failed(one, level, state, seen_by(hit, one)), key=lambda pair: (pair[1].time, pair[1].step, pair[0])
    )
    return found[:count], len(found) - count


def _failed(one: Dependency, level: Level, state: State, seen: tuple[int, int]) -> Iterator[tuple[Ref, Hit]]:
    """The members that had reached a level at a moment, each with the first time it did."""
    for member in one.members:
        hits = (hit for hit in state.of(state.numbers[member]) if hit.level >= level and (hit.time, hit.step) <= seen)
        first = next(hits, None)
        if first is not None:
            yield member, first


def _wanted(level: Level, one: Dependency) -> tuple[Level, int]:
    """How bad how many members must be for a dependency to pass on a level."""
    before = Level(level + 1) if one.soft else level
    if before is Level.AT_RISK:
        return (Level.AT_RISK if one.need == len(one.members) else Level.DEGRADED), 1
    return before, len(one.members) - one.need + 1
