"""Every rule and every code of reading does what its manual page says: the page is the test."""

import re

import pytest

from itsm_as_code.graph import connect
from itsm_as_code.model import Severity, TextFile
from itsm_as_code.reading import CODES, read
from itsm_as_code.validators import Rule, check, rules
from tests.landscapes import TODAY, report_of

BLOCK = re.compile(r"^(Wrong|Right):\n```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)

RULES = [pytest.param(rule, id=rule.name) for rule in rules()]


def pages(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"Wrong": [], "Right": []}
    for label, example in BLOCK.findall(text):
        found[label].append(example)
    return found


@pytest.mark.parametrize("rule", RULES)
def test_wrong_gives_this_rule_and_no_other_error(rule: Rule) -> None:
    assert pages(rule.page)["Wrong"]
    for example in pages(rule.page)["Wrong"]:
        found = report_of(example, whole=True).findings
        assert rule.name in {finding.rule for finding in found}
        assert {finding.rule for finding in found if finding.severity is Severity.ERROR} <= {rule.name}


@pytest.mark.parametrize("rule", RULES)
def test_right_gives_nothing_of_this_rule_and_no_error(rule: Rule) -> None:
    assert pages(rule.page)["Right"]
    for example in pages(rule.page)["Right"]:
        found = report_of(example, whole=True).findings
        assert rule.name not in {finding.rule for finding in found}
        assert [finding for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_page_has_a_sentence_first_and_says_its_clause(rule: Rule) -> None:
    first, _, rest = rule.page.partition("\n")
    assert first.endswith(".")
    assert rest.startswith("\n")
    assert isinstance(rule.severity, Severity)
    assert re.fullmatch(r"\d+(\.\d+){0,2}", rule.clause)
    assert f"ISO/IEC 20000-1 {rule.clause}" in rest


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_says_where_about_whom_and_how_to_mend_it(rule: Rule) -> None:
    for example in pages(rule.page)["Wrong"]:
        for finding in (one for one in report_of(example, whole=True).findings if one.rule == rule.name):
            assert finding.location.line > 0
            assert finding.ref is not None
            assert finding.hint
            assert finding.clause == rule.clause
            assert finding.message == finding.message.strip().rstrip(".")


# Codes of reading: their examples are fragments, so that the page shows only what matters.

ENVELOPES = {
    "title": "apiVersion: itsm/v1\nkind: Team\nmetadata:\n  name: desk\n  {}",
    "labels": "apiVersion: itsm/v1\nkind: Team\nmetadata:\n  name: desk\n  {}",
    "target": "apiVersion: itsm/v1\nkind: SLA\nmetadata: {{name: gold}}\n"
    "spec:\n  objectives:\n  - metric: availability\n    {}",
    "spec": "apiVersion: itsm/v1\nkind: CI\nmetadata: {{name: mbx-1}}\n{}",
    "metadata": "apiVersion: itsm/v1\nkind: Service\n{}",
}


def document(fragment: str) -> str:
    """A fragment as the whole file it would stand in."""
    if "apiVersion" in fragment or fragment.startswith("-"):
        return fragment
    if fragment.startswith("kind:"):
        return f"apiVersion: itsm/v1\n{fragment}" + ("" if "metadata" in fragment else "metadata: {name: mail}\n")
    envelope = ENVELOPES[fragment.partition(":")[0]]
    return envelope.format(fragment)


WITH_EXAMPLES = [code for code, page in CODES.items() if BLOCK.search(page)]


def _rules(text: str) -> set[str]:
    landscape = connect(read([TextFile("a.yaml", document(text).encode())]))
    return {finding.rule for finding in check(landscape, TODAY).findings}


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_wrong_of_a_code_gives_this_code_and_no_other(code: str) -> None:
    for example in pages(CODES[code])["Wrong"]:
        assert _rules(example) & set(CODES) == {code}


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_right_of_a_code_passes_the_gates(code: str) -> None:
    assert pages(CODES[code])["Right"]
    for example in pages(CODES[code])["Right"]:
        assert _rules(example) & set(CODES) == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_a_page_with_a_sentence_first(code: str) -> None:
    first, _, rest = CODES[code].partition("\n")
    assert first.endswith(".")
    assert rest == "" or rest.startswith("\n")
