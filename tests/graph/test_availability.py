"""Availabilities against the sum over all states, against published fault trees, and worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from itsm_as_code.graph import Availability, Landscape, availability, unavailabilities
from itsm_as_code.graph import _decisions as decisions
from itsm_as_code.model import Ref
from tests.graph import _brute_force as brute
from tests.graph import _fault_trees as trees
from tests.landscapes import TODAY, landscape_of, ref

BATCHES = range(20)
A_BATCH = 50


def node(number: int) -> Ref:
    return ref(f"ci:{brute.name(number)}")


@pytest.mark.parametrize("seed", BATCHES)
def test_estimates_and_importance_are_those_of_all_states(seed: int) -> None:
    for model in brute.models(100 + seed, A_BATCH):
        landscape, top = brute.landscape(model), seed % 2
        down = brute.states(model, top)
        expected = brute.unavailability(model, down, {})
        found = availability(landscape, node(top), TODAY)
        assert found.estimate.down == pytest.approx(expected, rel=1e-9, abs=1e-18)
        assert 1 - found.estimate.down <= found.bound + 1e-12
        together = unavailabilities(landscape, [(None, node(number)) for number in range(len(model))], TODAY)
        assert together[top] == pytest.approx(expected, rel=1e-9, abs=1e-18)
        for one in found.importance:
            number = ord(one.ref.name) - ord("a")
            without = brute.unavailability(model, down, {number: False})
            assert one.birnbaum == pytest.approx(
                brute.unavailability(model, down, {number: True}) - without, rel=1e-9, abs=1e-15
            )
            assert one.fussell_vesely == pytest.approx((expected - without) / expected, rel=1e-6, abs=1e-9)


@trees.needed
@pytest.mark.parametrize("name", trees.NAMES)
def test_fault_trees_have_the_published_probability(name: str) -> None:
    found = availability(trees.landscape(name), ref(trees.top(name)), TODAY)
    assert found.estimate.down == pytest.approx(trees.expected(name)["probability"], rel=1e-9)
    assert (found.estimate.samples, found.unknown) == (0, ())


def mail(*parts: str) -> Availability:
    return availability(landscape_of("\n---\n".join([*PARTS, *parts])), ref("service:mail"), TODAY)


def ci(name: str, spec: str = "") -> str:
    return f"kind: CI\nmetadata: {{name: {name}}}\nspec: {{type: server{spec}}}"


def agreement(kind: str, name: str, about: str, target: str, status: str = "agreed") -> str:
    return (
        f"kind: {kind}\nmetadata: {{name: {name}}}\n"
        f"spec: {{{about}, status: {status}, objectives: [{{metric: availability, target: {target}}}]}}"
    )


PARTS = (
    "kind: Service\nmetadata: {name: mail}\nspec:\n  dependsOn: [ci:line, {anyOf: [ci:a, ci:b]}, service:names]",
    "kind: Service\nmetadata: {name: names}\nspec:\n  dependsOn: [ci:a, {ref: ci:c, mode: soft}]",
    ci("line", ", availability: 99%, dependsOn: [{ref: ci:power, tolerates: 1h}]"),
    ci("a", ", availability: 90%, location: ci:rack"),
    ci("b", ", availability: 90%, location: ci:rack"),
    ci("c", ", availability: 50%"),
    ci("rack"),
    ci("power", ", availability: 50%"),
)
SLA = agreement("SLA", "gold", "service: mail", "95%")


def test_what_is_shared_counts_once() -> None:
    """The line and a: b is no help while a is needed anyway. Soft and tolerant dependencies don't count."""
    found = mail()
    assert found.estimate.down == pytest.approx(1 - 0.99 * 0.9)
    assert found.unknown == (ref("ci:rack"),)
    assert found.bound == Fraction("0.9")
    assert [one.ref.name for one in found.importance] == ["a", "line"]
    assert (found.promise, found.kept, found.remedy) == (None, None, None)


def test_a_promise_covers_what_lies_below() -> None:
    found = mail(agreement("Contract", "isp", "covers: [ci:a]", "99.5%"))
    assert found.estimate.down == pytest.approx(1 - 0.99 * 0.995)
    assert found.unknown == (ref("ci:rack"),)  # by way of b
    assert {one.ref.name: one.stated.agreement.ref.name for one in found.importance if one.stated} == {"a": "isp"}


def test_its_own_promise_does_not_carry_itself() -> None:
    found = mail(SLA)
    assert found.estimate.down == pytest.approx(1 - 0.99 * 0.9)
    assert (found.promise is not None and str(found.promise.share), found.kept) == ("95%", False)


def test_an_ola_on_the_service_itself_carries_its_sla() -> None:
    found = mail(SLA, agreement("OLA", "desk", "covers: [service:mail]", "97%"))
    assert (found.estimate.down, found.kept) == (pytest.approx(0.03), True)


def test_the_least_improvement_is_told() -> None:
    remedy = mail(SLA).remedy
    assert remedy is not None
    assert (remedy.by.ref.name, remedy.twin) == ("a", True)
    assert (1 - remedy.down) * 0.99 == pytest.approx(0.95)


def test_where_nothing_alone_suffices_nothing_is_told() -> None:
    found = mail(agreement("SLA", "gold", "service: mail", "99.9%"))
    assert (found.kept, found.remedy) == (False, None)


def test_round_a_circle_its_own_promise_does_not_count_either() -> None:
    circle = "kind: Service\nmetadata: {name: desk}\nspec: {dependsOn: [service:mail, ci:c]}"
    parts = [PARTS[0].replace("service:names]", "service:names, service:desk]"), *PARTS[1:], circle, SLA]
    found = availability(landscape_of("\n---\n".join(parts)), ref("service:mail"), TODAY)
    assert found.estimate.down == pytest.approx(1 - 0.99 * 0.9 * 0.5)


def without_diagrams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "EVENTS", -1)


@pytest.mark.parametrize("seed", range(3))
def test_lots_come_near_and_say_how_near(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    exact: list[tuple[Landscape, float]] = []
    for model in brute.models(seed, 5):
        landscape = brute.landscape(model)
        exact.append((landscape, availability(landscape, node(0), TODAY).estimate.down))
    without_diagrams(monkeypatch)
    monkeypatch.setattr("itsm_as_code.graph._sampling.BLOCKS", 2)
    for landscape, down in exact:
        drawn = availability(landscape, node(0), TODAY).estimate
        assert drawn == availability(landscape, node(0), TODAY).estimate
        assert drawn.samples == 1 << 17
        assert drawn.low <= drawn.down <= drawn.high
        assert drawn.low - 0.002 <= down <= drawn.high + 0.002  # a twentieth of all intervals may miss


def test_many_at_once_say_which_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    landscape = landscape_of("\n---\n".join(PARTS))
    monkeypatch.setattr(decisions, "EVENTS", 1)
    names = ("service:mail", "ci:line", "ci:a", "ci:rack")
    found = unavailabilities(landscape, [(None, ref(name)) for name in names], TODAY)
    assert found == [None, pytest.approx(0.01), pytest.approx(0.1), 0]
