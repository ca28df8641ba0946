"""Which entity a reference means, how failure travels along fields, and the graph for NetworkX."""

import random

import networkx as nx
import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Level, Scenario, cycles, levels
from tests.landscapes import landscape_of, landscape_of_files, ref, services

TWO_PLACES = """\
kind: Service
metadata: {name: email, aliases: [mail]}
---
kind: Service
metadata: {name: email, namespace: lab, aliases: [post]}
---
kind: Service
metadata: {name: files}
"""

MEANT = [
    # who refers        writes                   and means
    ("default", "service:email", "service:email"),
    ("default", "service:EMAIL", "service:email"),
    ("default", "Service:email", "service:email"),
    ("default", "service:mail", "service:email"),
    ("default", "service:lab/email", "service:lab/email"),
    ("default", "service:lab/post", "service:lab/email"),
    ("default", "service:post", "service:post"),
    ("lab", "service:email", "service:lab/email"),
    ("lab", "service:post", "service:lab/email"),
    ("lab", "service:files", "service:files"),
    ("lab", "service:mail", "service:email"),
    ("lab", "service:default/email", "service:email"),
    ("lab", "service:lab/files", "service:lab/files"),
    ("lab", "service:nobody", "service:nobody"),
]


@pytest.mark.parametrize(("namespace", "written", "meant"), MEANT)
def test_what_a_reference_means(namespace: str, written: str, meant: str) -> None:
    user = f"kind: Service\nmetadata: {{name: user, namespace: {namespace}}}\nspec: {{dependsOn: ['{written}']}}"
    landscape = landscape_of(TWO_PLACES, user)
    (dependency,) = landscape.dependencies
    assert dependency.members == (ref(meant),)
    assert (ref(meant) in landscape.missing) == (meant not in map(str, landscape.entities))


def test_a_name_of_its_own_wins_over_an_alias() -> None:
    landscape = landscape_of(
        "kind: Service\nmetadata: {name: a, aliases: [b]}\n---\nkind: Service\nmetadata: {name: b}\n"
        "---\nkind: Service\nmetadata: {name: user}\nspec: {dependsOn: [service:b]}"
    )
    assert landscape.needs(ref("service:user")) == (ref("service:b"),)


NAMED = [
    ("service:email", "service:email"),
    ("service:mail", "service:email"),
    ("SERVICE:Email", "service:email"),
    ("files", "service:files"),
    ("mail", "service:email"),
    ("email", "service:email"),
    ("lab/email", "service:lab/email"),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_somebody_means_by_a_name(text: str, expected: str) -> None:
    assert landscape_of(TWO_PLACES).named(text) == ref(expected)


NOT_NAMED = [
    ("service:emial", "there is no 'service:emial' here", "did you mean service:email?"),
    ("fiels", "there is no 'fiels' here", "did you mean files?"),
    ("nothing-like-it", "there is no 'nothing-like-it' here", "itsm ls lists what there is"),
    ("", "there is no '' here", "itsm ls lists what there is"),
]


@pytest.mark.parametrize(("text", "message", "hint"), NOT_NAMED)
def test_a_name_nobody_has(text: str, message: str, hint: str) -> None:
    with pytest.raises(WrongUse) as refused:
        landscape_of(TWO_PLACES).named(text)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_bare_name_that_several_have() -> None:
    landscape = landscape_of("kind: Team\nmetadata: {name: mail}\n---\nkind: Service\nmetadata: {name: mail}")
    with pytest.raises(WrongUse) as refused:
        landscape.named("mail")
    assert refused.value.hint == "say which: service:mail, team:mail"


TRAVEL = [
    # the field that names the rack, and whether its failure passes on
    ("location: ci:rack", True),
    ("dependsOn: [ci:rack]", True),
    ("dependsOn: [{ref: ci:rack, as: stores-on}]", True),
    ("partOf: ci:rack", False),
]


@pytest.mark.parametrize(("field", "carries"), TRAVEL)
def test_failure_travels_along_a_field(field: str, carries: bool) -> None:
    landscape = landscape_of(
        f"kind: CI\nmetadata: {{name: disk, owner: rack}}\nspec: {{type: storage, {field}}}\n---\n"
        "kind: CI\nmetadata: {name: rack}\nspec: {type: rack}\n---\nkind: Team\nmetadata: {name: rack}"
    )
    hit = levels(landscape, Scenario({ref("ci:rack"): Level.DOWN}))
    assert (ref("ci:disk") in hit) == carries
    assert ref("ci:disk") not in levels(landscape, Scenario({ref("team:rack"): Level.DOWN}))


def test_what_a_gate_refused_is_still_there_by_name() -> None:
    landscape = landscape_of(
        "kind: Service\nmetadata: {name: shop}\nspec: {dependsOn: [service:db]}\n---\n"
        "kind: Service\nmetadata: {name: db}\nspec: {nonsense: true}"
    )
    assert landscape.missing == frozenset()
    assert levels(landscape, Scenario({ref("service:db"): Level.DOWN}))[ref("service:shop")] is Level.DOWN


def test_networkx_takes_the_graph() -> None:
    graph = services({"a": ["b", "c", {"ref": "b", "mode": "soft"}], "b": ["d"], "c": ["d"], "d": ["gone"]}).graph
    a, b, d, gone = (ref(f"service:{name}") for name in ("a", "b", "d", "gone"))
    assert nx.descendants(graph, a) == {b, ref("service:c"), d, gone}
    assert nx.ancestors(graph, d) == {a, b, ref("service:c")}
    assert nx.shortest_path_length(graph, a, gone) == 3
    assert next(iter(nx.topological_sort(graph))) == a
    assert len(graph.edges[a, b]["relations"]) == 2
    assert graph.nodes[gone] == {"kind": "service", "title": "gone", "missing": True}


CYCLES = [
    ({"a": ["b"], "b": []}, []),
    ({"a": ["a"]}, []),
    ({"a": ["b"], "b": ["a"]}, ["a b"]),
    ({"c": ["b"], "b": ["a"], "a": ["c"], "x": ["y"], "y": ["x"], "z": ["a"]}, ["a b c", "x y"]),
    ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, ["a b c"]),
]


@pytest.mark.parametrize(("needs", "expected"), CYCLES)
def test_cycles(needs: dict[str, list[str]], expected: list[str]) -> None:
    assert [" ".join(one.name for one in group) for group in cycles(services(needs))] == expected


def test_the_order_of_documents_and_files_makes_no_difference() -> None:
    documents = [f"kind: Service\nmetadata: {{name: s{n}}}\nspec: {{dependsOn: [service:s{n + 1}]}}" for n in range(9)]
    together = landscape_of("\n---\n".join(documents))
    random.Random(7).shuffle(documents)  # noqa: S311 - any other order will do
    apart = landscape_of_files({f"f{number}/x.yaml": text for number, text in enumerate(documents)})
    assert together.dependencies == apart.dependencies
    assert together.nodes == apart.nodes
