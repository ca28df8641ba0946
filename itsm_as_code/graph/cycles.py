"""Cycles: entities that need one another. Legal, so this is information and no complaint."""

from __future__ import annotations

from collections.abc import Mapping

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def cycles(landscape: Landscape) -> tuple[tuple[Ref, ...], ...]:
    """The groups that need one another, each sorted; an entity that only needs itself is none.

    Those left when everything that can't be in a circle is taken away, from both ends, are few; only
    they become a NetworkX graph, which costs more to import and build than the rest of a validation.
    """
    needs = {ref: set(landscape.needs(ref)) - {ref} for ref in landscape.dependencies_of}
    tangled = _peeled(_reversed(_peeled(needs)))
    if not tangled:
        return ()
    import networkx as nx  # noqa: PLC0415 - 0.1 to 0.4 s that only a landscape with circles pays

    graph: nx.DiGraph[Ref] = nx.DiGraph()
    graph.add_edges_from((ref, other) for ref, others in tangled.items() for other in others)
    groups = nx.strongly_connected_components(graph)
    return tuple(sorted(tuple(sorted(group)) for group in groups if len(group) > 1))


def _peeled(edges: Mapping[Ref, set[Ref]]) -> dict[Ref, set[Ref]]:
    """Without the nodes that lead nowhere, again and again; those can be in no circle."""
    left = {ref: {other for other in others if other in edges} for ref, others in edges.items()}
    back = _reversed(left)
    agenda = [ref for ref, others in left.items() if not others]
    while agenda:
        gone = agenda.pop()
        del left[gone]
        for ref in back.get(gone, ()):
            left[ref].discard(gone)
            if not left[ref]:
                agenda.append(ref)
    return left


def _reversed(edges: Mapping[Ref, set[Ref]]) -> dict[Ref, set[Ref]]:
    back: dict[Ref, set[Ref]] = {}
    for ref, others in edges.items():
        for other in others:
            back.setdefault(other, set()).add(ref)
    return back
