"""`kind: Rule`: what an organisation's own rules find, and what is found wrong with them."""

import pytest

from itsm_as_code.model import Finding
from itsm_as_code.validators import own_rules
from tests.landscapes import TODAY, landscape_of, place, report_of

BASE = """
kind: Team
metadata: {name: desk, labels: {site: hz}}
---
kind: Service
metadata: {name: email, owner: desk}
spec: {lifecycle: live, dependsOn: [service:directory]}
---
kind: Service
metadata: {name: directory, owner: desk}
spec: {lifecycle: planned}
"""


def rule(expression: str, more: str = "", name: str = "ours") -> str:
    """A rule about services."""
    lines = [f"kind: Rule\nmetadata: {{name: {name}}}\nspec:\n  select: kind:service", f"  expression: {expression}"]
    return "\n---\n" + "\n".join([*lines, *([f"  {more}"] if more else [])])


def found(text: str, name: str, settings: str = "{}") -> list[Finding]:
    """What one rule finds in the base and a text."""
    report = report_of(BASE + text, TODAY, settings)
    return [one for one in report.findings if one.rule == name]


HOLDS = [
    ("has(self.metadata.owner)", []),
    ("self.spec.lifecycle == 'live'", ["directory"]),
    ("ref == 'service:email'", ["directory"]),
    ("today < '2026-07-02'", []),
    ("today < '2026-07-01'", ["directory", "email"]),
    ("owner.metadata.labels.site == 'hz'", []),
    ("dependencies.all(one, one.spec.lifecycle == 'live')", ["email"]),
    ("dependents.exists(one, one.metadata.name == 'email')", ["email"]),
    ("self.kind == 'Service' && self.apiVersion == 'itsm/v1'", []),
    ("self.metadata.name.matches('^[a-e]')", []),
]


@pytest.mark.parametrize(("expression", "names"), HOLDS)
def test_it_finds_those_for_whom_it_is_not_true(expression: str, names: list[str]) -> None:
    assert sorted(one.ref.name for one in found(rule(f'"{expression}"'), "ours") if one.ref) == names
    assert found(rule(f'"{expression}"'), "rule-works") == []


def test_a_finding_says_what_the_rule_says() -> None:
    text = rule("self.spec.lifecycle == 'live'")
    text += "\n  message: is not live\n  hint: let it live\n  severity: warning\n  clause: 8.2.6\n  at: spec.lifecycle"
    (one,) = found(text, "ours")
    assert (one.message, one.hint, one.severity.word) == ("service:directory: is not live", "let it live", "warning")
    assert (one.clause, place(one), one.location.excerpt[6:26]) == ("8.2.6", "12:19-26", "{lifecycle: planned}")


def test_a_message_can_be_an_expression() -> None:
    text = rule("self.spec.lifecycle == 'live'", "messageExpression: \"'is ' + self.spec.lifecycle\"")
    assert [one.message for one in found(text, "ours")] == ["service:directory: is planned"]


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("rules: {ours: info}", ["info"]),
        ("rules: {ours: off}", []),
        ("overrides: [{select: email, rules: {ours: off}}]", ["error"]),
    ],
)
def test_it_is_set_like_any_other(settings: str, severity: list[str]) -> None:
    text = rule("self.spec.lifecycle == 'live'")
    assert [one.severity.word for one in found(text, "ours", settings)] == severity


def test_it_is_waived_like_any_other() -> None:
    waiver = "waivers: [{rule: ours, reason: soon, until: 2026-12-31}]"
    text = BASE.replace("{name: directory, owner: desk}", f"{{name: directory, owner: desk, {waiver}}}")
    report = report_of(text + rule("self.spec.lifecycle == 'live'"))
    assert [one.finding.rule for one in report.waived] == ["ours"]
    assert [one for one in report.findings if one.rule in ("ours", "unused-waiver")] == []


NONE = "ours has no answer for service:directory and 1 more: "
WRONG = [
    ("self.spec.lifecycle ==", "20:36-37", "syntax error: mismatched input '<EOF>'"),
    ("self.name == nothing", "20:28-29", "there is no nothing"),
    ("'self.name == nothing'", "20:29-30", "there is no nothing"),
    ("|\n    true &&\n      nothing", "22:7-8", "there is no nothing"),
    (">-\n    true &&\n    nothing", "20:15-23:1", "there is no nothing"),
    ("1 + 1", "20:15-20", "the expression gives int, not true or false"),
    (
        "self.metadata.name",
        "20:15-33",
        NONE + "it gives str, not true or false",
    ),
    ("self.spec.nothing", "20:15-32", NONE + "there is no key nothing"),
    ("1 / 0 == 1", "20:15-25", NONE + "divide by zero"),
    ("system('ls')", "20:21-22", "there is no system"),
    (f"{'(' * 100}true{')' * 100}", "20:15-219", "expression recursion limit exceeded. limit: 32"),
    (f"ref == '{'x' * 4000}'", "20:15-4024", "an expression has at most 4,000 characters, this has 4,009"),
]


@pytest.mark.parametrize(("expression", "at", "message"), WRONG)
def test_what_is_wrong_with_an_expression_is_told_in_its_place(expression: str, at: str, message: str) -> None:
    (one,) = found(rule(expression), "rule-works")
    assert (place(one), one.message) == (at, message)
    assert one.hint
    assert found(rule(expression), "ours") == []


def test_an_expression_can_not_run_for_ever() -> None:
    names = ", ".join(f"x-{number}: [{', '.join('1' * 300)}]" for number in range(3))
    text = BASE.replace("{name: email,", f"{{name: email, annotations: {{{names}}},")
    lists = [f"dyn(self.metadata.annotations['x-{number}'])" for number in range(3)]
    loops = f"{lists[0]}.all(a, {lists[1]}.all(b, {lists[2]}.all(c, a + b + c > 0)))"
    report = report_of(text + rule(f"ref != 'service:email' || {loops}"))
    (one,) = (one for one in report.findings if one.rule == "rule-works")
    assert one.message == "ours has no answer for service:email: iteration budget exceeded"


def test_names_are_its_own() -> None:
    (one,) = found(rule("'true'", name="owner-exists"), "rule-works")
    assert one.message == "the name owner-exists belongs to a rule of the program"
    assert own_rules(landscape_of(BASE + rule("'true'", name="owner-exists"))) == ()


SELECTORS = {"kind:servce": 1, "emial": 1, "label:x=y": 0, "nothing:at-all": 1}


@pytest.mark.parametrize("text", SELECTORS)
def test_a_selector_that_picks_nothing_may_be_early_but_not_mistyped(text: str) -> None:
    faults = found(rule("'true'").replace("kind:service", text), "rule-works")
    assert [place(one) for one in faults] == [f"19:11-{11 + len(text)}"] * SELECTORS[text]


def test_without_a_day_what_asks_for_it_is_not_judged() -> None:
    report = report_of(BASE + rule("today < '2026-01-01'"), None)
    assert [one.rule for one in report.findings if one.rule in ("ours", "rule-works")] == []
