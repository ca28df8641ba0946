"""What lies above and below, compared with NetworkX."""

import networkx as nx

from itsm_as_code.graph import above, below
from tests.landscapes import landscape_of, ref

HOUSE = """\
kind: Service
metadata: {name: a}
spec: {dependsOn: [service:b, {ref: service:c, mode: soft}]}
---
kind: Service
metadata: {name: b}
spec: {dependsOn: [{name: pool, anyOf: [service:d, service:e], need: 1}]}
---
kind: Service
metadata: {name: c}
spec: {dependsOn: [{ref: service:b, tolerates: 4h}]}
---
kind: Service
metadata: {name: d}
spec: {dependsOn: [service:e]}
---
kind: Service
metadata: {name: e}
spec: {dependsOn: [service:d, service:gone]}
---
kind: Service
metadata: {name: f}
"""


def test_everything_that_a_dependency_leads_to() -> None:
    landscape = landscape_of(HOUSE)
    edges = ((one.source, member) for one in landscape.dependencies for member in one.members)
    graph = nx.DiGraph(edges)
    for start in graph:
        assert below(landscape, [start]) == {start, *nx.descendants(graph, start)}, start
        assert above(landscape, [start]) == {start, *nx.ancestors(graph, start)}, start


def test_several_and_what_nobody_knows() -> None:
    landscape = landscape_of(HOUSE)
    assert above(landscape, [ref("service:f"), ref("service:c")]) == {ref(f"service:{name}") for name in "fca"}
    assert below(landscape, [ref("service:nowhere")]) == {ref("service:nowhere")}
    assert above(landscape, []) == set()
