"""The landscape as a NetworkX graph, for NetworkX's own algorithms and for whoever builds on them."""

from __future__ import annotations

import networkx as nx

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def network(landscape: Landscape) -> nx.DiGraph[Ref]:
    """A directed graph in which an edge leads from an entity to what it needs."""
    graph: nx.DiGraph[Ref] = nx.DiGraph()
    for ref in landscape.nodes:
        graph.add_node(ref, kind=ref.kind, title=landscape.title(ref), missing=ref in landscape.missing)
    for dependency in landscape.dependencies:
        for member in dependency.members:
            if not graph.has_edge(dependency.source, member):
                graph.add_edge(dependency.source, member, relations=())
            graph.edges[dependency.source, member]["relations"] += (dependency,)
    return graph
