"""What a promise stands on: named or found, and when it is left alone, against trying every possible world."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.model import Ref
from tests.landscapes import TODAY, landscape_of, ref

NAMES = "abcdef"
Needs = dict[str, list[tuple[list[str], int]]]
GROUPS = st.tuples(st.sets(st.sampled_from(NAMES), min_size=1, max_size=3).map(sorted), st.integers(1, 3))
NEEDS = st.dictionaries(st.sampled_from(NAMES), st.lists(GROUPS, min_size=1, max_size=2), max_size=6)


def landscape(needs: Needs, covered: str) -> Landscape:
    """CIs a to f and what they need; those covered have a contract each; service:top, promised, needs a."""
    documents = ["kind: Service\nmetadata: {name: top}\nspec: {dependsOn: [ci:a]}"]
    documents += ["kind: SLA\nmetadata: {name: gold}\nspec: {service: top}"]
    for name in NAMES:
        groups = ", ".join(
            f"{{anyOf: [{', '.join(f'ci:{one}' for one in members)}], need: {min(need, len(members))}}}"
            for members, need in needs.get(name, ())
        )
        documents.append(f"kind: CI\nmetadata: {{name: {name}}}\nspec: {{type: server, dependsOn: [{groups}]}}")
    documents += [
        f"kind: Contract\nmetadata: {{name: for-{one}}}\nspec: {{status: agreed, covers: [ci:{one}]}}"
        for one in covered
    ]
    return landscape_of("\n---\n".join(documents))


def carriage_of(found: Landscape) -> Carriage:
    (one,) = carriages(found, found.entities[ref("sla:gold")], TODAY, lambda _: True)
    return one


def stands(found: Landscape, carriers: set[Ref], failing: set[Ref]) -> bool:
    """Whether there is any world in which the subject works: a set of working things that keeps itself up."""
    everything = [one for one in found.entities if one.kind in ("ci", "service") and one not in failing]
    worlds = (set(world) for size in range(len(everything) + 1) for world in combinations(everything, size))
    return any(ref("service:top") in world and _keeps_itself(found, carriers, world) for world in worlds)


def _keeps_itself(found: Landscape, carriers: set[Ref], world: set[Ref]) -> bool:
    return all(
        one.source not in world or one.source in carriers or sum(member in world for member in one.members) >= one.need
        for one in found.dependencies
    )


@settings(max_examples=60, deadline=None)
@given(NEEDS, st.sets(st.sampled_from(NAMES), min_size=1, max_size=4))
def test_left_alone_is_no_world_that_keeps_itself(needs: Needs, covered: set[str]) -> None:
    found = landscape(needs, "".join(sorted(covered)))
    carriage = carriage_of(found)
    carriers = set(carriage.carriers)
    for world in product((True, False), repeat=len(carriers)):
        failing = {one for one, fails in zip(sorted(carriers), world, strict=True) if fails}
        assert carriage.falls(failing) is not stands(found, carriers, failing)
        if carriage.falls(failing):
            culprits = set(carriage.culprits(failing))
            assert carriage.falls(culprits)
            assert not any(carriage.falls(culprits - {one}) for one in culprits)


COVERED = [
    # what covers what                                                    what carries service:top
    ("", {}),
    ("b", {"b": ["contract:for-b"]}),
    ("ab", {"a": ["contract:for-a"]}),  # what stands under a is told there
    ("c", {}),  # soft
]


@pytest.mark.parametrize(("covered", "carriers"), COVERED)
def test_the_walk_ends_where_agreements_begin(covered: str, carriers: dict[str, list[str]]) -> None:
    text = "\n---\n".join(
        [
            "kind: Service\nmetadata: {name: top}\nspec: {dependsOn: [ci:a, {ref: ci:c, mode: soft}]}",
            "kind: SLA\nmetadata: {name: gold}\nspec: {service: top}",
            "kind: CI\nmetadata: {name: a}\nspec: {type: server, dependsOn: [ci:b]}",
            "kind: CI\nmetadata: {name: b}\nspec: {type: server}",
            "kind: CI\nmetadata: {name: c}\nspec: {type: server}",
            *(
                f"kind: Contract\nmetadata: {{name: for-{one}}}\nspec: {{status: agreed, covers: [ci:{one}]}}"
                for one in covered
            ),
        ]
    )
    found = carriage_of(landscape_of(text)).carriers
    assert {one.name: [str(each.ref) for each in agreements] for one, agreements in found.items()} == carriers


def test_the_way_leads_from_the_subject_down() -> None:
    carriage = carriage_of(landscape({"a": [(["b"], 1)], "b": [(["c"], 1)]}, "c"))
    assert [one.name for one in carriage.way(ref("ci:c"))] == ["top", "a", "b", "c"]
