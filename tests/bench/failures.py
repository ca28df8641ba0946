"""Measures failure analysis after loading: an impact against breadth-first search, and all single points of failure.

    python tests/bench/failures.py [--sizes 1000 10000 100000] [--runs 5]

Landscapes are made without text: one entity in five is a service, each needs three others, in groups or one by one;
some of them hubs, and a few circles. Prints a line of JSON for each size.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from itsm_as_code.graph import Dependency, Landscape, Level, Scenario, impact, single_points
from itsm_as_code.graph._wiring import Wiring, wiring
from itsm_as_code.graph.propagation import propagate
from itsm_as_code.model import Ref


def landscape(size: int, seed: int = 7) -> Landscape:
    """So many entities and three times as many edges, the same for the same size."""
    choose = random.Random(seed)  # noqa: S311 - data for a measurement, no secret
    refs = [Ref("service" if n * 5 >= size * 4 else "ci", "default", f"e-{n:06}") for n in range(size)]
    found = [one for n in range(max(4, size // 100), size) for one in _needs(choose, refs, n)]
    loops = range(size // 10, size - 5, max(1, size // 50))
    found += [_dependency(refs[n], (refs[n + 4],), 1) for n in loops]  # round n → n + 4 → … → n
    found += [_dependency(refs[n + 4], (refs[n],), 1) for n in loops]
    entities: Any = dict.fromkeys(sorted(refs))
    catalog: Any = SimpleNamespace(findings=(), files=())
    return Landscape(catalog, entities, {}, {}, (), tuple(sorted(found, key=lambda one: one.source)))


def _needs(choose: random.Random, refs: list[Ref], n: int) -> Iterator[Dependency]:
    """Three edges: a group of three of which one or two must work, or three single ones, one of them a hub."""
    if choose.random() < 0.4:
        members = tuple({refs[choose.randrange(n)]: None for _ in range(3)})
        yield _dependency(refs[n], members, choose.randint(1, len(members)))
        return
    yield _dependency(refs[n], (refs[min(n, int(choose.paretovariate(1.1))) - 1],), 1)
    yield _dependency(refs[n], (refs[choose.randrange(n)],), 1)
    yield _dependency(refs[n], (refs[max(0, n - choose.randint(1, 50))],), 1, soft=choose.random() < 0.5)


def _dependency(source: Ref, members: tuple[Ref, ...], need: int, *, soft: bool = False) -> Dependency:
    return Dependency(source, members, need, soft, 0, "", "dependsOn", source, ("spec", "dependsOn", 0))


def reached(house: Landscape, start: Ref) -> set[Ref]:
    """Plain breadth-first search over the landscape's dependencies: whoever needs it, by whatever way."""
    on, dependencies = house.dependencies_on, house.dependencies
    seen, agenda = {start}, deque([start])
    while agenda:
        for number in on.get(agenda.popleft(), ()):
            source = dependencies[number].source
            if source not in seen:
                seen.add(source)
                agenda.append(source)
    return seen


def numbered(wires: Wiring, start: int) -> set[int]:
    """The same over the very arrays of numbers that an impact is computed on."""
    on, sources = wires.on, wires.sources
    seen, agenda = {start}, deque([start])
    while agenda:
        for number in on[agenda.popleft()]:
            source = sources[number]
            if source not in seen:
                seen.add(source)
                agenda.append(source)
    return seen


def measured(size: int, runs: int) -> dict[str, object]:
    """The figures of one landscape, of a hub that takes down nearly everything."""
    house = landscape(size)
    start, hit = max(((ref, len(reached(house, ref))) for ref in list(house.entities)[:3]), key=lambda one: one[1])
    scenario = Scenario({start: Level.DOWN})
    first = seconds(0, lambda: impact(house, scenario))
    wires = wiring(house)
    work: dict[str, Callable[[], object]] = {
        "search": lambda: numbered(wires, wires.numbers[start]),
        "search over names": lambda: reached(house, start),
        "levels and times": lambda: propagate(house, scenario),
        "impact": lambda: impact(house, scenario),
        "impact, every row": lambda: impact(house, scenario).impacted,
        "impact, every reason": lambda: [one.reason for one in impact(house, scenario).impacted],
    }
    medians = {name: seconds(runs, one) for name, one in work.items()}
    return {
        "entities": size,
        "edges": sum(len(one.members) for one in house.dependencies),
        "reached": hit,
        "seconds": {
            **{name: round(median, 5) for name, median in medians.items()},
            "impact, the first one": round(first, 5),
            "single points of all services": round(seconds(0, lambda: single_points(house)), 4),
        },
        "ratios": {name: round(median / medians["search"], 1) for name, median in medians.items()},
        "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def seconds(runs: int, work: Callable[[], object]) -> float:
    """The median of so many runs after one that isn't counted, of this process alone; with no runs, of that one."""
    taken = []
    for _ in range(runs + 1):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:] or taken)


def main() -> None:
    """One size after the other, the small ones first, so that the peak of memory is that of the last."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    gc.disable()  # as the command line does
    for size in arguments.sizes:
        print(json.dumps(measured(size, arguments.runs)), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
