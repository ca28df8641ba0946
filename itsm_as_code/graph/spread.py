"""How far a failure spreads: who is hit, worst first, and when; why is looked up when somebody asks.

A hub can hit a hundred thousand, and of most nobody reads the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from itsm_as_code.graph.charges import Course
from itsm_as_code.graph.dependency import Dependency, Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.propagation import LEVEL, Hit, Scenario, State, level_at
from itsm_as_code.model import Ref


@dataclass(frozen=True, slots=True)
class Reason:
    """The dependency that decided a level, the members that failed it, and how many are left."""

    dependency: Dependency
    members: tuple[tuple[Ref, Level], ...]
    left: int


@dataclass(frozen=True, eq=False)
class Grounds:
    """What reasons are looked up in."""

    landscape: Landscape
    state: State

    def reason(self, hit: Hit) -> Reason:
        """Why an entity reached a level: only what was there before can be a reason."""
        dependency = self.landscape.dependencies[hit.number]
        seen = seen_by(hit, dependency)
        members = ((member, level_at(self.state, member, seen)) for member in dependency.members)
        failing = sorted(((member, level) for member, level in members if level), key=lambda one: (-one[1], one[0]))
        left = len(dependency.members) - sum(level is Level.DOWN for _, level in failing)
        return Reason(dependency, tuple(failing), left)


@dataclass(frozen=True, eq=False)
class Spread:
    """What a scenario does to a landscape. Two are equal if they say the same of the same entities."""

    landscape: Landscape
    scenario: Scenario
    state: State

    @property
    def worst_first(self) -> list[int]:
        """The numbers of what is hit, in the order of names where it is hit alike."""
        worst = self.state.worst
        return sorted(self.state.in_order(), key=worst.__getitem__, reverse=True)

    @property
    def levels(self) -> dict[Ref, Level]:
        """The level of everything that is hit, those included that fail by themselves; the worst come first."""
        refs, worst = self.state.refs, self.state.worst
        return {refs[entity]: LEVEL[worst[entity]] for entity in self.worst_first}

    @cached_property
    def impacted(self) -> tuple[Impacted, ...]:
        """What doesn't fail by itself: worst first, then soonest, then in the order of names."""
        refs, failed, grounds = self.state.refs, self.scenario.failed, Grounds(self.landscape, self.state)
        hits = [(entity, self.state.last(entity)) for entity in self.worst_first]
        hits.sort(key=lambda one: (-one[1].level, one[1].time))
        return tuple(Impacted(refs[entity], hit, grounds) for entity, hit in hits if refs[entity] not in failed)

    @property
    def courses(self) -> Mapping[Ref, Course]:
        """When everything that is hit reaches which level or worse."""
        return _Courses(self.state)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spread) and (self.impacted, self.courses) == (other.impacted, other.courses)

    __hash__ = None  # type: ignore[assignment]  # equal ones would have to be read in full


@dataclass(frozen=True, slots=True, eq=False)
class Impacted:
    """One entity that is hit: how badly, how many seconds after the start, and why."""

    ref: Ref
    hit: Hit
    grounds: Grounds = field(repr=False)

    @property
    def level(self) -> Level:
        """How badly."""
        return self.hit.level

    @property
    def after(self) -> int:
        """How many seconds after the start."""
        return self.hit.time

    @property
    def reason(self) -> Reason:
        """Why; looked up each time it is asked for."""
        return self.grounds.reason(self.hit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Impacted) and self._told == other._told

    def __hash__(self) -> int:
        return hash((self.ref, self.level, self.after))

    @property
    def _told(self) -> tuple[Ref, Level, int, Reason]:
        return self.ref, self.level, self.after, self.reason


class _Courses(Mapping[Ref, Course]):
    """When each entity that is hit reaches which level or worse, in the order of names; looked up when asked for."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, ref: Ref) -> Course:
        entity = self._state.numbers[ref]
        hits = list(self._state.of(entity))
        if not hits:
            raise KeyError(ref)
        found: dict[Level, int] = {}
        for hit in hits:
            for level in LEVEL[len(found) + 1 : hit.level + 1]:
                found[level] = hit.time
        return found

    def __iter__(self) -> Iterator[Ref]:
        return (self._state.refs[entity] for entity in self._state.in_order())

    def __len__(self) -> int:
        return len(self._state.hit)


def seen_by(hit: Hit, dependency: Dependency) -> tuple[int, int]:
    """The moment and step of what made a dependency pass on a level."""
    return hit.time - dependency.tolerates, hit.step - 1
