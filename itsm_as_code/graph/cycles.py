"""Cycles: entities that need one another. Legal, so this is information and no complaint."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref

Node = TypeVar("Node", bound=Hashable)


def cycles(landscape: Landscape) -> tuple[tuple[Ref, ...], ...]:
    """The groups that need one another, each sorted; an entity that only needs itself is none.

    Strongly connected components after Tarjan (1972), without recursion. Every validation asks for
    them, and only here importing and filling a NetworkX graph would cost more than the answer.
    """
    needs: dict[Ref, list[Ref]] = {}
    for one in landscape.dependencies:
        needs.setdefault(one.source, []).extend(one.members)
    return tuple(sorted(tuple(sorted(group)) for group in components(needs) if len(group) > 1))


def components(edges: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """The groups that need one another, those that stand alone included: what is needed comes before who needs it."""
    found: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_: list[Node] = []
    closed: set[Node] = set()
    for start in edges:
        trail = [] if start in found else [(start, iter(edges[start]))]
        while trail:
            ref, others = trail[-1]
            if ref not in found:
                found[ref] = lowest[ref] = len(found)
                open_.append(ref)
            for other in others:
                if other not in found and other in edges:
                    trail.append((other, iter(edges[other])))
                    break
                if other in found and other not in closed:
                    lowest[ref] = min(lowest[ref], lowest[other])
            else:
                trail.pop()
                if trail:
                    above = trail[-1][0]
                    lowest[above] = min(lowest[above], lowest[ref])
                if lowest[ref] == found[ref]:
                    group = _cut_off(open_, ref)
                    closed.update(group)
                    yield group


def _cut_off(open_: list[Node], ref: Node) -> list[Node]:
    """Takes everything from `ref` on off the end."""
    group = [open_.pop()]
    while group[-1] != ref:
        group.append(open_.pop())
    return group
