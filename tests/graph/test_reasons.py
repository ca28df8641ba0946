"""Why somebody is hit, whom it concerns, and who only a circle holds up."""

import pytest

from itsm_as_code.graph import Level, Scenario, impact
from tests.landscapes import TODAY, fails, landscape_of, ref, service, services

CLUSTER = {"shop": [{"name": "cluster", "anyOf": ["n1", "n2", "n3"], "need": 2}], "n1": ["host"], "n2": ["host"]}


def test_the_reason_is_the_group_with_those_that_failed_it_and_how_many_are_left() -> None:
    (shop,) = (
        one for one in fails(services({**CLUSTER, "n3": [], "host": []}), "host").impacted if one.ref.name == "shop"
    )
    assert shop.reason.dependency.name == "cluster"
    assert shop.reason.dependency.need == 2
    assert shop.reason.members == ((service("n1"), Level.DOWN), (service("n2"), Level.DOWN))
    assert shop.reason.left == 1


def test_of_two_ways_the_shorter_one_is_told() -> None:
    landscape = services({"shop": ["far", "near"], "far": ["farther"], "farther": ["db"], "near": ["db"], "db": []})
    (shop,) = (one for one in fails(landscape, "db").impacted if one.ref.name == "shop")
    assert [member for member, _ in shop.reason.members] == [service("near")]


def test_of_two_ways_of_one_length_the_one_written_first_is_told() -> None:
    landscape = services({"shop": ["b", "a"], "a": ["db"], "b": ["db"], "db": []})
    (shop,) = (one for one in fails(landscape, "db").impacted if one.ref.name == "shop")
    assert [member for member, _ in shop.reason.members] == [service("b")]


def test_only_what_was_there_before_is_a_reason() -> None:
    landscape = services({"shop": [{"anyOf": ["a", "b"], "need": 2}], "a": [], "b": [{"ref": "a", "tolerates": "1h"}]})
    (shop,) = (one for one in fails(landscape, "a").impacted if one.ref.name == "shop")
    assert shop.reason.members == ((service("a"), Level.DOWN),)


HELD = [
    # what each needs                                                            what fails    held only by the circle
    ({"a": [{"anyOf": ["b", "base"]}], "b": ["a"], "base": []}, ["base"], ["a", "b"]),
    ({"a": [{"anyOf": ["b", "base"]}], "b": [{"anyOf": ["a", "base"]}], "base": []}, ["base"], ["a", "b"]),
    ({"a": [{"anyOf": ["b", "base", "spare"]}], "b": ["a"], "base": [], "spare": []}, ["base"], []),
    ({"a": ["b", "base"], "b": ["a"], "base": []}, ["base"], []),
    ({"a": ["b"], "b": ["a"], "base": [], "c": ["base"]}, ["base"], []),
    ({"a": [{"anyOf": ["b", "base"]}], "b": [{"ref": "a", "mode": "soft"}], "base": []}, ["base"], []),
]


@pytest.mark.parametrize(("needs", "failed", "expected"), HELD)
def test_who_only_a_circle_holds_up(needs: dict[str, list[object]], failed: list[str], expected: list[str]) -> None:
    found = fails(services(needs), *failed)  # type: ignore[arg-type]  # rows of a table
    assert [one.name for one in found.held_by_cycle] == expected


def test_only_a_failure_without_end_leaves_a_circle_holding_itself_up() -> None:
    needs = {"a": [{"anyOf": ["b", "base"], "tolerates": "1h"}], "b": ["a"], "base": []}
    assert fails(services(needs), "base", duration=3600).held_by_cycle == ()
    assert [one.name for one in fails(services(needs), "base").held_by_cycle] == ["a", "b"]


AGREED = """\
kind: Service
metadata: {name: shop, owner: web}
spec: {dependsOn: [service:db]}
---
kind: Service
metadata: {name: db, owner: data}
---
kind: SLA
metadata: {name: shop-gold, owner: desk}
spec: {service: shop, customer: acme, status: agreed, term: {start: 2026-01-01, end: 2026-12-31}}
---
kind: SLA
metadata: {name: shop-old, owner: desk}
spec: {service: shop, customer: old, status: agreed, term: {start: 2025-01-01, end: 2025-12-31}}
---
kind: SLA
metadata: {name: shop-next, owner: desk}
spec: {service: shop, customer: old, status: draft}
"""


def test_promises_in_force_are_touched_and_their_customers_and_owners_told() -> None:
    found = impact(landscape_of(AGREED), Scenario({ref("service:db"): Level.DOWN}), TODAY)
    assert found.agreements == ((ref("sla:shop-gold"), ref("service:shop")),)
    assert dict(found.contacts) == {
        ref("customer:acme"): "sla:shop-gold: service:shop down",
        ref("team:data"): "owns service:db: down",
        ref("team:web"): "owns service:shop: down",
    }


def test_whom_to_tell_says_the_real_level_of_what_also_failed_by_itself() -> None:
    failed = {ref("service:db"): Level.DOWN, ref("service:shop"): Level.AT_RISK}
    found = impact(landscape_of(AGREED), Scenario(failed), TODAY)
    assert dict(found.contacts)[ref("team:web")] == "owns service:shop: down"
