"""Cut sets against trying every set of failures, against published fault trees, and worked by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Level, Scenario, cuts, levels, ranking, shared_causes, single_points
from itsm_as_code.graph import _decisions as decisions
from itsm_as_code.model import Ref
from tests.graph import _brute_force as brute
from tests.graph import _fault_trees as trees
from tests.landscapes import Needs, landscape_of, ref, service, services

ROOT = Path(__file__).parents[2]
BATCHES = range(20)
A_BATCH = 100


def node(number: int) -> Ref:
    return ref(f"ci:{brute.name(number)}")


@pytest.mark.parametrize("seed", BATCHES)
def test_levels_cuts_and_single_points_are_those_of_trying_everything(seed: int) -> None:
    for model in brute.models(seed, A_BATCH):
        landscape, everybody = brute.landscape(model), range(len(model))
        failed = {0: brute.DOWN, len(model) - 1: 1 + seed % 3}
        found = levels(landscape, Scenario({node(number): Level(level) for number, level in failed.items()}))
        assert [found.get(node(number), 0) for number in everybody] == brute.levels(model, failed)
        among = [number for number in everybody if (number + seed) % 4 or seed % 2]
        chosen = None if seed % 2 else frozenset(map(node, among))
        points = single_points(landscape, map(node, everybody), chosen)
        for top in (0, len(model) // 2):
            expected = brute.cut_sets(model, top, 3, among)
            answer = cuts(landscape, node(top), 3, chosen)
            assert set(map(frozenset, answer.sets)) == {frozenset(map(node, one)) for one in expected}
            assert sum(answer.counts.values()) == len(answer.sets) == len(expected)
            assert set(points.of(node(top))) == {node(*one) for one in expected if len(one) == 1}


@pytest.mark.parametrize("seed", range(20, 23))
def test_without_a_diagram_the_pairs_are_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for model in brute.models(seed, 50):
        landscape = brute.landscape(model)
        exact = cuts(landscape, node(0), 2)
        with monkeypatch.context() as smaller:
            smaller.setattr(decisions, "EVENTS", -1)
            assert cuts(landscape, node(0), 2) == exact
            with pytest.raises(WrongUse, match="cut sets of 3"):
                cuts(landscape, node(0), 3)


def test_where_address_space_is_short_the_library_is_not_asked() -> None:
    """It would end the process."""
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from tests.landscapes import service, services\n"
        "from itsm_as_code.graph import cuts\n"
        "print(cuts(services({'s': [{'anyOf': ['a', 'b']}]}), service('s')).counts)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("{1: 0, 2: 1}\n", 0), run.stderr


@trees.needed
@pytest.mark.parametrize("name", trees.NAMES)
def test_fault_trees_have_the_published_numbers_of_cut_sets(name: str) -> None:
    known = trees.expected(name)
    complete = known["completeToOrder"]
    landscape = trees.landscape(name)
    events = frozenset(one for one in landscape.entities if one.kind == "ci")
    found = cuts(landscape, ref(trees.top(name)), complete, events)
    published = known["cutSetsByOrder"] + [0] * complete
    assert [found.counts[order] for order in range(1, complete + 1)] == published[:complete]


def sets(needs: Needs, top: str, order: int = 2) -> list[str]:
    return [" ".join(one.name for one in found) for found in cuts(services(needs), service(top), order).sets]


WORKED: list[tuple[str, Needs, list[str]]] = [
    ("nothing is needed", {"s": []}, []),
    ("a chain", {"s": ["a"], "a": ["b"]}, ["a", "b"]),
    ("two of three", {"s": [{"anyOf": ["a", "b", "c"], "need": 2}]}, ["a b", "a c", "b c"]),
    ("one of three", {"s": [{"anyOf": ["a", "b", "c"]}]}, []),
    ("what both need", {"s": [{"anyOf": ["a", "b"]}], "a": ["x"], "b": ["x"]}, ["x", "a b"]),
    ("soft never cuts", {"s": [{"ref": "a", "mode": "soft"}, "b"]}, ["b"]),
    ("tolerance ends some day", {"s": [{"ref": "a", "tolerates": "4h"}]}, ["a"]),
    ("a circle holds itself up", {"s": [{"anyOf": ["a", "b"]}], "a": [{"anyOf": ["s", "c"]}]}, ["a b"]),
    ("round the circle", {"s": ["a"], "a": ["b"], "b": ["s", "c"]}, ["a", "b", "c"]),
    ("a spare behind a spare", {"s": [{"anyOf": ["a", "b"]}], "a": [{"anyOf": ["c", "b"]}]}, ["a b", "b c"]),
]


@pytest.mark.parametrize(("needs", "expected"), [one[1:] for one in WORKED], ids=[one[0] for one in WORKED])
def test_worked_by_hand(needs: Needs, expected: list[str]) -> None:
    assert sets(needs, "s") == expected


def test_a_dangling_name_can_fail_like_any_other() -> None:
    assert sets({"s": ["gone"]}, "s") == ["gone"]


def test_what_was_refused_can_fail_like_any_other() -> None:
    refused = "kind: CI\nmetadata: {name: x}\nspec: {type: server, nothing: known}"
    landscape = landscape_of(f"{refused}\n---\nkind: Service\nmetadata: {{name: s}}\nspec: {{dependsOn: [ci:x]}}")
    assert ref("ci:x") not in landscape.nodes
    assert [str(toll.ref) for toll in ranking(landscape).points] == ["ci:x"]
    assert [[str(one) for one in found] for found in cuts(landscape, service("s")).sets] == [["ci:x"]]
    assert single_points(landscape).of(service("s")) == (ref("ci:x"),)


def test_an_order_below_one_means_nothing() -> None:
    with pytest.raises(WrongUse, match="order 0"):
        cuts(services({"s": ["a"]}), service("s"), 0)


def test_more_sets_than_anybody_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cuts.__globals__, "LISTED", 3)
    group: Needs = {"s": [{"anyOf": ["a", "b"]}, {"anyOf": ["c", "d"]}, "e", "f"]}
    with pytest.raises(WrongUse, match="4 cut sets of up to 2"):
        cuts(services(group), service("s"), 2)
    assert len(cuts(services(group), service("s"), 1).sets) == 2


RACK = """\
kind: CI
metadata: {name: site}
spec: {type: location}
---
kind: CI
metadata: {name: rack}
spec: {type: location, location: ci:site}
---
kind: CI
metadata: {name: a}
spec: {type: server, location: ci:rack}
---
kind: CI
metadata: {name: b}
spec: {type: server, location: ci:rack}
---
kind: CI
metadata: {name: c}
spec: {type: server, location: ci:site}
---
kind: Service
metadata: {name: mail}
spec: {criticality: critical, dependsOn: [{name: nodes, anyOf: [ci:a, ci:b, ci:c], need: 2}]}
---
kind: Service
metadata: {name: web}
spec: {dependsOn: [{ref: service:mail, mode: soft}, {anyOf: [ci:a, ci:c]}]}
---
kind: Service
metadata: {name: old}
spec: {lifecycle: retired, dependsOn: [ci:a]}
"""


def test_spares_that_share_a_cause_are_told_with_the_nearest_first() -> None:
    found = {one.group.source.name: [cause.name for cause in one.causes] for one in shared_causes(landscape_of(RACK))}
    assert found == {"mail": ["rack", "site"], "web": ["site"]}


def test_asked_for_some_only_these_are_causes() -> None:
    found = shared_causes(landscape_of(RACK), among=frozenset([ref("ci:site"), ref("ci:a")]))
    assert {one.group.source.name: [cause.name for cause in one.causes] for one in found} == {
        "mail": ["site"],
        "web": ["site"],
    }


def test_weak_points_are_ranked_by_the_services_in_use_that_they_take_down() -> None:
    found = ranking(landscape_of(RACK))
    assert [(toll.ref.name, toll.total, [one.name for one in toll.gravest]) for toll in found.points] == [
        ("site", 2, ["mail", "web"]),
        ("rack", 1, ["mail"]),
    ]
    assert (found.points[0].services["critical"], found.services, found.safe) == (1, 2, 0)


def test_many_candidates_go_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    chain: Needs = {f"c{number:03}": [f"c{number + 1:03}"] if number < 299 else [] for number in range(300)}
    whole = single_points(services(chain))
    monkeypatch.setitem(single_points.__globals__, "BLOCK", 7)
    found = single_points(services(chain))
    assert [len(found.of(service(f"c{number:03}"))) for number in range(300)] == list(range(299, -1, -1))
    assert found.tolls(found.bits) == whole.tolls(whole.bits)
    assert found.tolls(found.bits)[service("c299")] == 299
