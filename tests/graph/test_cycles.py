"""Circles are found as NetworkX finds them, on whatever graph."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.graph import cycles
from tests.landscapes import services

NAMES = "abcdefgh"


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True, max_size=4)))
def test_circles_are_the_strongly_connected_components(edges: dict[str, list[str]]) -> None:
    table = {name: list(edges.get(name, [])) for name in NAMES}
    graph = nx.DiGraph({name: [other for other in others if other != name] for name, others in table.items()})
    expected = sorted(sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1)
    assert [[ref.name for ref in group] for group in cycles(services(table))] == expected


@pytest.mark.parametrize("size", [2, 5_000])
def test_a_circle_of_any_size(size: int) -> None:
    table = {f"s{number}": [f"s{(number + 1) % size}"] for number in range(size)}
    (group,) = cycles(services(table))
    assert len(group) == size
