"""Waivers, severities from the settings, and what a report counts."""

from datetime import date

import pytest

from itsm_as_code.model import Severity
from tests.landscapes import place, report_of

WAIVED = """\
apiVersion: itsm/v1
kind: Service
metadata:
  name: email
  waivers:
    - {rule: RULE, reason: the team is being founded, until: 2026-06-30}
"""

WAIVERS = [
    # waived rule            day               found                               suppressed
    ("owner-exists", date(2026, 6, 29), [], 1),
    ("owner-exists", date(2026, 6, 30), [], 1),
    ("owner-exists", None, [], 1),
    (
        "owner-exists",
        date(2026, 7, 1),
        [
            ("owner-exists", "3:1-9", "service:email has no owner"),
            ("unused-waiver", "6:61-71", "the waiver of owner-exists ended on 2026-06-30"),
        ],
        0,
    ),
    (
        "self-dependency",
        date(2026, 6, 1),
        [
            ("owner-exists", "3:1-9", "service:email has no owner"),
            ("unused-waiver", "6:7-72", "nothing is found here that self-dependency would tell"),
        ],
        0,
    ),
    (
        "owner-exist",
        date(2026, 6, 1),
        [
            ("owner-exists", "3:1-9", "service:email has no owner"),
            ("unused-waiver", "6:14-25", "there is no rule owner-exist to waive"),
        ],
        0,
    ),
]


@pytest.mark.parametrize(("rule", "today", "expected", "suppressed"), WAIVERS)
def test_waivers(rule: str, today: date | None, expected: list[tuple[str, str, str]], suppressed: int) -> None:
    report = report_of(WAIVED.replace("RULE", rule), today)
    found = [(one.rule, place(one).replace("6:61-71", "6:61-71"), one.message) for one in report.findings]
    assert [(name, words) for name, _, words in found] == [(name, words) for name, _, words in expected]
    assert report.suppressed == suppressed


def test_a_waiver_of_a_rule_nobody_has_says_which_was_meant() -> None:
    (one,) = (f for f in report_of(WAIVED.replace("RULE", "owner-exist")).findings if f.rule == "unused-waiver")
    assert one.hint == "did you mean owner-exists?"
    assert place(one) == "6:14-25"


def test_a_waiver_takes_back_only_findings_about_its_own_entity() -> None:
    text = WAIVED.replace("RULE", "owner-exists") + "---\nkind: Service\nmetadata: {name: crm}\n"
    report = report_of(text, date(2026, 1, 1))
    assert [(one.rule, str(one.ref)) for one in report.findings] == [("owner-exists", "service:crm")]


SETTINGS = [
    ("{}", [("owner-exists", Severity.ERROR)]),
    ("rules: {owner-exists: warning}", [("owner-exists", Severity.WARNING)]),
    ("rules: {owner-exists: info}", [("owner-exists", Severity.INFO)]),
    ("rules: {owner-exists: off}", []),
    ("rules: {self-dependency: off}", [("owner-exists", Severity.ERROR)]),
]


@pytest.mark.parametrize(("settings", "expected"), SETTINGS)
def test_severities_from_the_settings(settings: str, expected: list[tuple[str, Severity]]) -> None:
    report = report_of("kind: Service\nmetadata: {name: crm}", settings=settings)
    assert [(one.rule, one.severity) for one in report.findings] == expected


def test_a_waiver_of_a_rule_that_is_off_is_not_complained_about() -> None:
    report = report_of(WAIVED.replace("RULE", "owner-exists"), date(2026, 1, 1), "rules: {owner-exists: off}")
    assert [one.rule for one in report.findings] == []


def test_a_report_counts_what_was_written() -> None:
    report = report_of("kind: Team\nmetadata: {name: a}\n---\nkind: Service\nmetadata: {name: b}\n---\nkind: Nothing")
    assert (report.files, report.entities) == (1, 2)
    assert report.count(Severity.ERROR) == 2
    assert report.worst() is Severity.ERROR
    assert report_of("kind: Team\nmetadata: {name: a}").worst() is None


def test_a_broken_entity_is_not_told_twice() -> None:
    """Whoever refers to what a gate refused isn't told that it doesn't exist."""
    text = """\
kind: Service
metadata: {name: shop, owner: web}
spec: {dependsOn: [service:db]}
---
kind: Service
metadata: {name: db, ownr: web}
---
kind: Team
metadata: {name: web}
"""
    assert [one.rule for one in report_of(text).findings] == ["unknown-field"]
