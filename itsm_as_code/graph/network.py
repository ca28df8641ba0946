"""Dependencies as a NetworkX graph, for NetworkX's own algorithms and for whoever builds on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.model import Ref


def network(titles: Mapping[Ref, str], missing: frozenset[Ref], dependencies: Iterable[Dependency]) -> nx.DiGraph[Ref]:
    """A directed graph in which an edge leads from an entity to what it needs; its nodes are those with a title."""
    graph: nx.DiGraph[Ref] = nx.DiGraph()
    for ref, title in titles.items():
        graph.add_node(ref, kind=ref.kind, title=title, missing=ref in missing)
    for dependency in dependencies:
        for member in dependency.members:
            if not graph.has_edge(dependency.source, member):
                graph.add_edge(dependency.source, member, relations=())
            graph.edges[dependency.source, member]["relations"] += (dependency,)
    return graph
