"""The shortest explanation as a tree: which steps, how deep, what is left out."""

import pytest

from itsm_as_code.graph import Level, Scenario, explain
from tests.landscapes import Needs, service, services

GROUP = {"anyOf": ["a", "b", "c"], "need": 2}
EXPLAINED = [
    # what each needs                                       what fails      lines: depth, name, level, more that failed
    ({"s": ["a"], "a": ["b"], "b": []}, ["b"], "0 s down / 1 a down / 2 b down"),
    ({"s": ["a", "b"], "a": ["b"], "b": []}, ["b"], "0 s down / 1 b down"),
    ({"s": [GROUP], "a": [], "b": [], "c": []}, ["a"], "0 s at-risk / 1 a down"),
    ({"s": [GROUP], "a": [], "b": [], "c": []}, ["a", "b", "c"], "0 s down / 1 a down / 1 b down +1"),
    ({"s": [GROUP], "a": ["x"], "b": ["x"], "c": [], "x": ["y"], "y": []}, ["y"],
     "0 s down / 1 a down / 2 x down / 3 y down / 1 b down / 2 x down told"),
    ({"s": [{"ref": "a", "mode": "soft"}], "a": []}, ["a"], "0 s degraded / 1 a down"),
    ({"s": [{"ref": "a", "tolerates": "1h"}, {"ref": "a", "mode": "soft"}], "a": []}, ["a"], "0 s down / 1 a down"),
    ({"s": ["a"], "a": [{"anyOf": ["s", "b"]}, "b"], "b": []}, ["b"], "0 s down / 1 a down / 2 b down"),
    ({"s": [], "a": []}, ["a"], ""),
    ({"s": []}, ["s"], "0 s down"),
]  # fmt: skip


@pytest.mark.parametrize(("needs", "failed", "expected"), EXPLAINED)
def test_explanations(needs: Needs, failed: list[str], expected: str) -> None:
    scenario = Scenario({service(name): Level.DOWN for name in failed})
    steps = explain(services(needs), scenario, service("s"))
    spare = sum(one.spare for one in steps)
    lines = [f"{one.depth} {one.ref.name} {one.level.word}{' told' if one.told else ''}" for one in steps]
    assert " / ".join(lines) + (f" +{spare}" if spare else "") == expected


def test_what_came_later_is_no_reason() -> None:
    """Degraded at once and down an hour later: each level has a reason of its own."""
    needs: Needs = {"s": [{"ref": "a", "mode": "soft"}, {"ref": "t", "tolerates": "1h"}], "t": ["a"], "a": []}
    steps = explain(services(needs), Scenario({service("a"): Level.DOWN}), service("s"))
    assert [(one.ref.name, one.after) for one in steps] == [("s", 3600), ("t", 0), ("a", 0)]


def test_no_depth_is_too_deep() -> None:
    needs: Needs = {f"n{number}": [f"n{number + 1}"] for number in range(3000)} | {"n3000": []}
    steps = explain(services(needs), Scenario({service("n3000"): Level.DOWN}), service("n0"))
    assert (len(steps), steps[-1].ref.name) == (3001, "n3000")
