"""The rules about weak points and estimates: what is told, once, and what is accepted."""

from __future__ import annotations

import pytest

from itsm_as_code.model import Finding
from tests.landscapes import report_of

TEAM = "kind: Team\nmetadata: {name: desk}"


def ci(name: str, spec: str = "") -> str:
    return f"kind: CI\nmetadata: {{name: {name}, owner: desk}}\nspec: {{type: server{spec}}}"


def service(name: str, needs: str, criticality: str = "critical", lifecycle: str = "live") -> str:
    spec = f"{{criticality: {criticality}, lifecycle: {lifecycle}, dependsOn: [{needs}]}}"
    return f"kind: Service\nmetadata: {{name: {name}, owner: desk}}\nspec: {spec}"


def agreement(kind: str, name: str, about: str, target: str) -> str:
    promised = f"objectives: [{{metric: availability, target: {target}}}]"
    return f"kind: {kind}\nmetadata: {{name: {name}, owner: desk}}\nspec: {{{about}, status: agreed, {promised}}}"


def told(rule: str, *parts: str, settings: str = "{}") -> list[Finding]:
    report = report_of("\n---\n".join([TEAM, *parts]), settings=settings)
    return [one for one in report.findings if one.rule == rule]


def messages(rule: str, *parts: str, settings: str = "{}") -> list[str]:
    return [one.message for one in told(rule, *parts, settings=settings)]


SINGLE = "single-point-of-failure"
SHARED = "redundancy-shares-a-cause"
ESTIMATE = "promise-exceeds-estimate"


def test_only_critical_live_services_are_looked_at_unless_somebody_says_otherwise() -> None:
    parts = [ci("x"), service("a", "ci:x"), service("b", "ci:x", "high"), service("c", "ci:x", lifecycle="planned")]
    assert messages(SINGLE, *parts) == ["service:a is down whenever ci:x is, and there is only one"]
    wider = "rules: {single-point-of-failure: {criticality: [critical, high]}}"
    assert len(messages(SINGLE, *parts, settings=wider)) == 2
    assert messages(SINGLE, *parts, settings="rules: {single-point-of-failure: {accepted: ['ci:*']}}") == []


def test_what_somebody_answers_for_is_not_told_nor_what_lies_below() -> None:
    parts = [ci("x", ", location: ci:y"), ci("y"), service("a", "ci:x")]
    assert messages(SINGLE, *parts) == ["service:a hangs on 2 things that are there only once: ci:x, ci:y"]
    assert messages(SINGLE, *parts, agreement("Contract", "care", "covers: [ci:x]", "99.9%")) == []
    assert len(messages(SINGLE, *parts, agreement("SLA", "gold", "service: a", "99.9%"))) == 1


def test_what_another_critical_service_hangs_on_is_told_there() -> None:
    parts = [ci("x"), ci("y"), service("a", "service:b, ci:y"), service("b", "ci:x")]
    assert messages(SINGLE, *parts) == [
        "service:a is down whenever ci:y is, and there is only one",
        "service:b is down whenever ci:x is, and there is only one",
    ]


def test_of_two_that_need_one_another_one_tells() -> None:
    parts = [ci("x"), service("a", "service:b"), service("b", "service:a, ci:x")]
    assert len(messages(SINGLE, *parts)) == 1


GROUP = "{name: nodes, anyOf: [ci:m, ci:n]}"
RACK = [ci("m", ", location: ci:rack"), ci("n", ", location: ci:rack"), ci("rack", ", location: ci:site"), ci("site")]


def test_groups_of_the_same_members_are_told_once_with_the_nearest_cause() -> None:
    parts = [*RACK, ci("k", f", dependsOn: [{GROUP}]"), ci("l", f", dependsOn: [{GROUP}]")]
    (found,) = told(SHARED, *parts)
    assert found.message == "ci:k needs 1 of 2 nodes, and ci:rack alone takes more than can fail"
    assert found.why == ("so it is for ci:l",)


def test_behind_what_is_accepted_there_may_be_more() -> None:
    parts = [*RACK, ci("p", ", location: ci:site"), service("s", "{anyOf: [ci:m, ci:p]}")]
    assert messages(SHARED, *parts, settings="rules: {redundancy-shares-a-cause: {accepted: ['ci:site']}}") == []
    assert len(messages(SHARED, *parts)) == 1


LINE = [ci("line", ", availability: 99.9%"), ci("box", ", availability: 99.8%"), service("s", "ci:line, ci:box", "low")]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("99.7%", None),
        ("99.75%", "raise ci:box to 99.85%, or add a second one, or promise at most 99.7%"),
        ("99.9%", None),  # above the bound: that is an error of its own
    ],
)
def test_promises_between_estimate_and_bound_are_told(target: str, hint: str | None) -> None:
    found = told(ESTIMATE, *LINE, agreement("SLA", "gold", "service: s", target))
    assert [one.hint for one in found] == ([] if hint is None else [hint])


def test_a_promise_kept_to_the_last_digit_is_not_told() -> None:
    parts = [ci("x", ", availability: 99%"), ci("y", ", availability: 99%"), service("s", "ci:x, ci:y", "low")]
    assert told(ESTIMATE, *parts, agreement("SLA", "gold", "service: s", "98.01%")) == []


def test_many_unknowns_are_told_with_it() -> None:
    parts = [*LINE[:2], ci("z"), service("s", "ci:line, ci:box, ci:z", "low")]
    (found,) = told(ESTIMATE, *parts, agreement("SLA", "gold", "service: s", "99.75%"))
    assert "of 1 it stands on nobody says" in " ".join(found.why)
