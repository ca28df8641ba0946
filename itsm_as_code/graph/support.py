"""Who works on only because a circle holds itself up: nothing outside it would bring it back (SEMANTICS 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from itsm_as_code.graph._wiring import Wiring, wiring
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.propagation import DOWN, State
from itsm_as_code.model import Ref


def held_by_cycle(landscape: Landscape, state: State) -> tuple[Ref, ...]:
    """Entities that aren't down, stood on their own before the failure, and now stand only on each other.

    To be asked of failures without end only: from any other, everything comes back by itself. Few have to be looked at:
    of all that could be started before and can't be now, the first one to start needed something that is down, and so
    it is hit. If whatever is hit, with all it needs, can be started without what is down, nobody is held.
    """
    wires, worst = wiring(landscape), state.worst
    shaken = [entity for entity in state.hit if worst[entity] < DOWN and entity < len(wires.on)]
    house = _reached(shaken, wires.needs, lambda other: worst[other] < DOWN)
    stuck = set(shaken) - _startable(wires, house, running=())
    never = _never(landscape) if stuck else frozenset[int]()
    lost = _reached(stuck - never, wires.needed_by, lambda other: worst[other] < DOWN and other not in never)
    needed = {other for entity in lost for other in wires.needs(entity) if worst[other] < DOWN}
    others = _startable(wires, lost, needed - lost - never)
    return tuple(wires.refs[entity] for entity in sorted(lost - others))


@lru_cache(maxsize=2)
def _never(landscape: Landscape) -> frozenset[int]:
    """Those that nobody could start in an empty house though nothing fails: each waits for the other."""
    everything = range(len(wiring(landscape).refs))
    return frozenset(everything) - _startable(wiring(landscape), everything, running=())


def _reached(start: Iterable[int], onward: Callable[[int], Iterator[int]], counts: Callable[[int], bool]) -> set[int]:
    """The start and everything that lies onward of it, by ways through what counts."""
    found = set(start)
    agenda = list(found)
    while agenda:
        for entity in onward(agenda.pop()):
            if entity not in found and counts(entity):
                found.add(entity)
                agenda.append(entity)
    return found


def _startable(wires: Wiring, among: Iterable[int], running: Collection[int]) -> set[int]:
    """Those `among` that can be started one after the other, where nothing else is `running`."""
    lacking: dict[int, int] = {}  # by dependency: how many members it still waits for
    waiting = dict.fromkeys(among, 0)  # by entity: how many dependencies it still waits for
    for entity in waiting:
        for number in wires.of(entity):
            _, need, soft, _ = wires.shapes[number]
            short = 0 if soft else need - sum(map(running.__contains__, wires.members[number]))
            if short > 0:
                lacking[number] = short
                waiting[entity] += 1
    started = [entity for entity, count in waiting.items() if not count]
    for entity in started:  # and those that are added meanwhile
        for number in wires.on[entity]:
            if number in lacking:
                lacking[number] -= 1
                if not lacking[number]:
                    source = wires.sources[number]
                    waiting[source] -= 1
                    if not waiting[source]:
                        started.append(source)
    return set(started)
