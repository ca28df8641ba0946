"""The bound of SEMANTICS 7: against a linear program, against enumeration, and worked by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.bound import bound_of_promise, bounds, group_bound
from tests.landscapes import TODAY, landscape_of, ref

SHARES = st.lists(st.integers(0, 20).map(lambda twentieth: Fraction(twentieth, 20)), min_size=1, max_size=5)


def best_by_linear_program(shares: list[Fraction], need: int) -> float:
    """The largest probability that `need` members work, over every joint distribution with these margins."""
    states = list(product((0, 1), repeat=len(shares)))
    margins = [[state[member] for state in states] for member in range(len(shares))]
    answer = linprog(
        c=[-1.0 if sum(state) >= need else 0.0 for state in states],
        A_eq=np.array([*margins, [1] * len(states)], dtype=float),
        b_eq=np.array([*map(float, shares), 1.0]),
        bounds=(0, 1),
    )
    assert answer.status == 0, answer.message
    return -float(answer.fun)


@settings(max_examples=300, deadline=None)
@given(shares=SHARES, data=st.data())
def test_a_group_is_as_good_as_the_best_dependence_allows(shares: list[Fraction], data: st.DataObject) -> None:
    shares = sorted(shares)
    need = data.draw(st.integers(1, len(shares)))
    value, deciding = group_bound(shares, need)
    assert float(value) == pytest.approx(best_by_linear_program(shares, need), abs=1e-9)
    if need == len(shares):
        assert value == shares[0]
    if value < 1:
        assert group_bound([*shares[:deciding], *([Fraction(1)] * (len(shares) - deciding))], need)[0] >= value


GROUPS = [
    # members                need  bound
    (["0.9"], 1, "0.9"),
    (["0.9", "0.95"], 2, "0.9"),
    (["0.4", "0.5"], 1, "0.9"),
    (["0.6", "0.7"], 1, "1"),
    (["0.1", "0.1", "1"], 2, "0.2"),
    (["0.5", "0.5", "0.5"], 2, "0.75"),
    (["0", "0", "0"], 1, "0"),
]


@pytest.mark.parametrize(("members", "need", "bound"), GROUPS)
def test_groups_worked_by_hand(members: list[str], need: int, bound: str) -> None:
    assert group_bound([Fraction(one) for one in members], need)[0] == Fraction(bound)


LANDSCAPE = """\
kind: Service
metadata: {name: email}
spec: {dependsOn: [service:gateway, {ref: ci:spam, mode: soft}, {ref: ci:archive, tolerates: 4h}]}
---
kind: Service
metadata: {name: gateway}
spec: {dependsOn: [ci:wan, {anyOf: [ci:a, ci:b, ci:c], need: 2}]}
---
kind: CI
metadata: {name: wan}
spec: {type: network-device, availability: 99%, dependsOn: [ci:power]}
---
kind: CI
metadata: {name: power}
spec: {type: server, availability: 90%}
---
kind: CI
metadata: {name: spam}
spec: {type: server, availability: 50%}
---
kind: CI
metadata: {name: archive}
spec: {type: server, availability: 50%}
---
kind: CI
metadata: {name: a}
spec: {type: server, availability: 60%}
---
kind: CI
metadata: {name: b}
spec: {type: server, availability: 60%}
---
kind: CI
metadata: {name: c}
spec: {type: server}
"""

CONTRACT = """\
---
kind: Contract
metadata: {name: isp}
spec:
  covers: [ci:wan]
  status: STATUS
  objectives: [{metric: availability, target: 99.5%}]
"""

SLA = """\
---
kind: SLA
metadata: {name: gold}
spec: {service: SERVICE, status: agreed, objectives: [{metric: availability, target: 99.9%}]}
"""


def test_what_can_fail_it_bounds_it() -> None:
    found = bounds(landscape_of(LANDSCAPE), TODAY)
    shown = {one.name: str(bound.value) for one, bound in found.items()}
    assert shown == {
        "email": "9/10",  # by way of the gateway and the line; soft and tolerated dependencies don't count
        "gateway": "9/10",
        "wan": "9/10",
        "power": "9/10",
        "spam": "1/2",
        "archive": "1/2",
        "a": "3/5",
        "b": "3/5",
    }
    assert found[ref("service:email")].members == (ref("service:gateway"),)


def test_a_promise_covers_what_lies_below() -> None:
    found = bounds(landscape_of(LANDSCAPE + CONTRACT.replace("STATUS", "agreed")), TODAY)
    assert found[ref("ci:wan")].value == Fraction("0.995")
    assert found[ref("service:email")].value == Fraction("0.995")


def test_a_draft_promises_nothing() -> None:
    found = bounds(landscape_of(LANDSCAPE + CONTRACT.replace("STATUS", "draft")), TODAY)
    assert found[ref("ci:wan")].value == Fraction("0.9")


def bound_of_gold(landscape: Landscape) -> Fraction:
    return bound_of_promise(landscape, landscape.entities[ref("sla:gold")], ref("service:email"), TODAY).value


def test_its_own_promise_does_not_carry_itself() -> None:
    landscape = landscape_of(LANDSCAPE + SLA.replace("SERVICE", "email"))
    assert bounds(landscape, TODAY)[ref("service:email")].value == Fraction("0.999")
    assert bound_of_promise(
        landscape, landscape.entities[ref("sla:gold")], ref("service:email"), TODAY
    ).value == Fraction("0.9")


def test_the_promise_of_something_below_counts() -> None:
    draft = SLA.replace("SERVICE", "gateway") + SLA.replace("SERVICE", "email").replace("gold", "upper")
    landscape = landscape_of(LANDSCAPE + draft.replace("gold", "lower").replace("upper", "gold"))
    assert bound_of_promise(
        landscape, landscape.entities[ref("sla:gold")], ref("service:email"), TODAY
    ).value == Fraction("0.999")


def test_circles_have_the_bound_of_what_they_stand_on() -> None:
    circle = """\
kind: Service
metadata: {name: a}
spec: {dependsOn: [service:b, ci:power]}
---
kind: Service
metadata: {name: b}
spec: {dependsOn: [{anyOf: [service:a, service:c, service:d], need: 2}]}
---
kind: Service
metadata: {name: c}
spec: {dependsOn: [ci:weak]}
---
kind: Service
metadata: {name: d}
spec: {dependsOn: [ci:weak]}
---
kind: CI
metadata: {name: power}
spec: {type: server, availability: 90%}
---
kind: CI
metadata: {name: weak}
spec: {type: server, availability: 10%}
"""
    found = bounds(landscape_of(circle), TODAY)
    # b ≤ (a + c + d) / 2 and ≤ c + d, a ≤ b: at most 0.2
    assert float(found[ref("service:a")].value) == pytest.approx(0.2)
    assert found[ref("service:b")].value >= Fraction("0.2")
