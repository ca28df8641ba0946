"""NetworkX's own algorithms take the graph, and say what the landscape says."""

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from itsm_as_code.graph import Landscape, cycles, select
from tests.landscapes import service, services

NEEDS = {
    "shop": ["web", {"anyOf": ["db-1", "db-2"]}, {"ref": "search", "mode": "soft"}],
    "web": ["db-1", {"ref": "ghost", "tolerates": "1h"}],
    "search": ["crawler"],
    "crawler": ["search", "db-2"],
    "db-1": [],
    "db-2": [],
}
ALGORITHMS: list[Callable[[Any], Any]] = [
    nx.pagerank,
    nx.betweenness_centrality,
    nx.condensation,
    nx.transitive_closure,
    nx.degree_centrality,
    nx.number_weakly_connected_components,
    lambda graph: list(nx.simple_cycles(graph)),
    lambda graph: nx.immediate_dominators(graph, service("shop")),
    lambda graph: list(nx.articulation_points(graph.to_undirected())),
    nx.node_link_data,
    lambda graph: list(nx.topological_generations(nx.condensation(graph))),
]


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    return services(NEEDS)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=range(len(ALGORITHMS)))
def test_algorithms_take_it(landscape: Landscape, algorithm: Callable[[Any], Any]) -> None:
    assert algorithm(landscape.graph)


@pytest.mark.parametrize("name", NEEDS)
def test_neighbours_are_those_of_the_landscape(landscape: Landscape, name: str) -> None:
    graph, ref = landscape.graph, service(name)
    assert sorted(graph.successors(ref)) == list(landscape.needs(ref))
    assert sorted(graph.predecessors(ref)) == list(landscape.needed_by(ref))
    assert nx.descendants(graph, ref) | {ref} == set(select(landscape, f"+service:{name}"))
    assert nx.ancestors(graph, ref) | {ref} == set(select(landscape, f"service:{name}+"))


def test_circles_are_its_strong_components(landscape: Landscape) -> None:
    found = {tuple(sorted(group)) for group in nx.strongly_connected_components(landscape.graph) if len(group) > 1}
    assert found == set(cycles(landscape))


def test_what_is_missing_is_a_node_that_says_so(landscape: Landscape) -> None:
    assert [ref.name for ref, missing in landscape.graph.nodes(data="missing") if missing] == ["ghost"]
