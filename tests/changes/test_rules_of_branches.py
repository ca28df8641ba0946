"""Every rule about a branch does what its manual page says: the page is the test."""

import re

import pytest

from itsm_as_code.changes.judgement import judge
from itsm_as_code.model import Finding, Severity
from itsm_as_code.reading import Configuration
from itsm_as_code.validators import OF_BRANCHES, Rule, rules
from tests.changes._cases import case_of

BLOCK = re.compile(r"^(Before|Wrong|Right):\n```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
RULES = [pytest.param(rule, id=rule.name) for rule in rules(OF_BRANCHES)]


def pages(rule: Rule) -> dict[str, str]:
    found = dict(BLOCK.findall(rule.page))
    assert found.keys() == {"Before", "Wrong", "Right"}
    return found


def told(rule: Rule, side: str) -> tuple[Finding, ...]:
    page = pages(rule)
    return judge(case_of(page["Before"], page[side])).findings


@pytest.mark.parametrize("rule", RULES)
def test_wrong_gives_this_rule_and_no_other(rule: Rule) -> None:
    assert {one.rule for one in told(rule, "Wrong")} == {rule.name}


@pytest.mark.parametrize("rule", RULES)
def test_right_gives_nothing(rule: Rule) -> None:
    assert told(rule, "Right") == ()


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_says_where_about_whom_and_how_to_mend_it(rule: Rule) -> None:
    for finding in told(rule, "Wrong"):
        assert finding.location.line > 0
        assert finding.ref is not None
        assert finding.hint
        assert finding.clause == rule.clause


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_a_sentence_first_and_says_its_clause(rule: Rule) -> None:
    first, _, rest = rule.page.partition("\n")
    assert first.endswith(".")
    assert f"ISO/IEC 20000-1 {rule.clause}" in rest


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("word", ["off", "info", "warning", "error"])
def test_a_rule_is_weighed_in_the_settings(rule: Rule, word: str) -> None:
    page = pages(rule)
    settings = Configuration.model_validate({"rules": {rule.name: word}})
    found = judge(case_of(page["Before"], page["Wrong"]), configuration=settings).findings
    assert {one.severity for one in found} == (set() if word == "off" else {Severity[word.upper()]})
