"""Decision diagrams as plain nodes: how likely failure is, and which sets of events suffice for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

FALSE, TRUE = 0, 1
"""The first two places of every diagram: it doesn't fail, or it does; no set, or the empty one."""


class Node(NamedTuple):
    """A question: has the event happened? And the places of what follows if so, and if not."""

    event: int
    high: int
    low: int


ENDS = (Node(-1, FALSE, FALSE), Node(-1, TRUE, TRUE))


class Diagram(NamedTuple):
    """Nodes, each behind those it leads to, the two ends first; and the place of the topmost."""

    nodes: Sequence[Node]
    top: int


def sizes(minimal: Diagram, order: int) -> list[int]:
    """How many sets there are of each size from 0 to `order`, without listing them."""
    found = [[0] * (order + 1), [1] + [0] * order]
    for node in minimal.nodes[2:]:
        with_it = [0, *found[node.high][:order]]
        found.append([one + other for one, other in zip(with_it, found[node.low], strict=True)])
    return found[minimal.top]


def listed(minimal: Diagram, order: int) -> Iterator[tuple[int, ...]]:
    """The sets of at most `order` events; no way is gone that doesn't end in one."""
    least = [float("inf"), 0.0]
    for node in minimal.nodes[2:]:
        least.append(min(1 + least[node.high], least[node.low]))
    agenda: list[tuple[int, tuple[int, ...]]] = [(minimal.top, ())]
    while agenda:
        place, chosen = agenda.pop()
        if len(chosen) + least[place] > order:
            continue
        if place == TRUE:
            yield tuple(sorted(chosen))
            continue
        event, high, low = minimal.nodes[place]
        agenda += [(low, chosen), (high, (*chosen, event))]


def likelihoods(failure: Diagram, chances: Mapping[int, float]) -> list[float]:
    """How likely each node ends in failure, if events happen independently with these chances.

    Sums and products of what isn't negative: nothing cancels, and small values keep all their digits.
    """
    found = [0.0, 1.0]
    for event, high, low in failure.nodes[2:]:
        found.append(chances[event] * found[high] + (1 - chances[event]) * found[low])
    return found


def weights(failure: Diagram, chances: Mapping[int, float]) -> dict[int, float]:
    """By how much each event, if it happens, makes failure more likely than if it doesn't (Birnbaum 1969).

    One pass up for how likely each node ends in failure, one down for how likely it is reached.
    """
    ends = likelihoods(failure, chances)
    reached = [0.0] * len(failure.nodes)
    reached[failure.top] = 1.0
    found: dict[int, float] = {}
    for place in range(len(failure.nodes) - 1, TRUE, -1):
        event, high, low = failure.nodes[place]
        found[event] = found.get(event, 0.0) + reached[place] * (ends[high] - ends[low])
        reached[high] += reached[place] * chances[event]
        reached[low] += reached[place] * (1 - chances[event])
    return found
