"""Many scenarios at once: the least fixpoint of SEMANTICS 2, for "down" alone, with a bit for each scenario.

One pass over the dependencies answers as many questions as a Python integer has bits, so that taking down each of
a hundred thousand entities, one after the other, costs seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

from itsm_as_code.graph._structure import Gate, Structure


def fallen(house: Structure, failing: Mapping[int, int]) -> list[int]:
    """In which scenarios each entity is down: bit s of `failing[n]` says that n fails by itself in scenario s.

    What is needed comes first, so that each entity is looked at once; a circle is gone round until nothing
    changes. Levels only rise, so that the end is the least fixpoint.
    """
    down = [0] * len(house.refs)
    for number, scenarios in failing.items():
        down[number] = scenarios
    for group in house.order:
        while _falls(house, group, down) and len(group) > 1:
            pass
    return down


def _falls(house: Structure, group: Sequence[int], down: list[int]) -> bool:
    """Whether anything in the group newly falls."""
    changed = False
    for number in group:
        before = now = down[number]
        for gate in house.gates[number]:
            now |= passes(gate, down)
        if now != before:
            down[number] = now
            changed = True
    return changed


def passes(gate: Gate, down: Sequence[int]) -> int:
    """The scenarios in which enough of a dependency's members are down."""
    members, enough = gate.members, gate.failing
    if enough > len(members):
        return 0
    if len(members) == 1:
        return down[members[0]]
    masks = [down[member] for member in members]
    if enough in (1, len(masks)):
        return reduce(or_ if enough == 1 else and_, masks)
    return at_least(enough, masks)


def at_least(enough: int, masks: Sequence[int]) -> int:
    """The bits set in at least so many masks."""
    sums = [0] * enough  # sums[j]: set in more than j of those seen
    for mask in masks:
        for more in range(enough - 1, 0, -1):
            sums[more] |= sums[more - 1] & mask
        sums[0] |= mask
    return sums[-1]
