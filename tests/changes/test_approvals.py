"""Who has to approve what, and whether the evidence has their word."""

from __future__ import annotations

import pytest

from itsm_as_code.changes import Evidence
from itsm_as_code.changes.approvals import approvals_of, strangers_of
from itsm_as_code.changes.case import Case
from tests.changes._cases import case_of, joined
from tests.landscapes import ref

PEOPLE = """
kind: Team
metadata: {name: mail}
spec: {members: [li-na]}
---
kind: Team
metadata: {name: database}
spec: {members: [han-lei]}
---
kind: Team
metadata: {name: board}
spec: {members: [lin-yue, li-na]}
---
kind: Customer
metadata: {name: office}
spec: {contact: gao-wen}
---
kind: Person
metadata: {name: li-na}
---
kind: Person
metadata: {name: han-lei}
---
kind: Person
metadata: {name: lin-yue}
---
kind: Person
metadata: {name: gao-wen}
"""
DB = "kind: CI\nmetadata: {name: db, owner: database}\nspec: {type: server}"
DB_NEW = DB.replace("server}", "server, environment: production}")
EMAIL = "kind: Service\nmetadata: {name: email, owner: mail}\nspec: {criticality: critical, dependsOn: [ci:db]}"
SLA = """
kind: SLA
metadata: {name: gold, owner: database}
spec: {service: email, customer: office, status: agreed, objectives: [{metric: availability, target: 99.9%}]}
"""
LOWER = SLA.replace("99.9%", "99.5%")
BASE = joined(PEOPLE, DB, EMAIL, SLA)


def branch(before: str, *edits: tuple[str, str], more: str = "", base_more: str = "") -> Case:
    after = before
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    return case_of(joined(before, base_more), joined(after, base_more, more))


def needed(case: Case) -> dict[str, str]:
    return {str(one.by): one.because for one in approvals_of(case)}


def policy(rule: str, more: str = "") -> str:
    levels = "levels: [{name: low, from: 0}, {name: high, from: 20}]"
    factors = "factors: {criticality: {critical: 25}}"
    return f"kind: ChangePolicy\nmetadata: {{name: house}}\nspec: {{{factors}, {levels}, approvals: [{rule}]{more}}}"


def test_nothing_changes_nobody_is_asked() -> None:
    assert approvals_of(branch(BASE)) == ()


def test_the_shipped_policy_asks_owners_and_owners_of_critical_services_that_are_reached() -> None:
    assert needed(branch(BASE, (DB, DB_NEW))) == {
        "team:database": "its owner: ci:db",
        "team:mail": "a critical service is reached: service:email",
    }


def test_a_target_asks_the_service_owner_and_the_customer() -> None:
    assert needed(branch(BASE, (SLA.strip(), LOWER.strip()))) == {
        "customer:office": "what an agreement promises changes: sla:gold",
        "team:database": "its owner: sla:gold",
        "team:mail": "what an agreement promises changes: sla:gold",
    }


def test_an_agreement_that_goes_asks_its_customer() -> None:
    assert "customer:office" in needed(case_of(BASE, joined(PEOPLE, DB, EMAIL)))


def test_who_hands_over_and_who_takes_over_are_both_asked() -> None:
    found = needed(branch(BASE, ("name: db, owner: database", "name: db, owner: mail")))
    assert set(found) == {"team:database", "team:mail"}


def test_the_shipped_policy_asks_nobody_for_a_change_that_only_is_written_down() -> None:
    assert needed(branch(BASE, more="kind: Change\nmetadata: {name: chg-7, owner: mail}")) == {}


NEED = (
    EMAIL.replace("ci:db]", "{name: pair, anyOf: [ci:db, ci:db-2], need: 2}]"),
    EMAIL.replace("ci:db]", "{name: pair, anyOf: [ci:db, ci:db-2], need: 1}]"),
)
BOARD = "parties: [team:board]"


@pytest.mark.parametrize(
    ("rule", "edit", "expected"),
    [
        (f"{{name: always, {BOARD}}}", (DB, DB_NEW), "always"),
        (f"{{name: risk, risk: high, {BOARD}}}", (DB, DB_NEW), "risk (25)"),
        (f"{{name: risk, risk: high, {BOARD}}}", (SLA, LOWER), None),
        (f"{{name: risk, risk: no-such-level, {BOARD}}}", (DB, DB_NEW), None),
        (f"{{name: target, fields: [spec.objectives*], {BOARD}}}", (SLA, LOWER), "target: sla:gold"),
        (f"{{name: target, fields: [spec.objectives*], {BOARD}}}", (DB, DB_NEW), None),
        (f"{{name: target, fields: ['spec.*.target'], {BOARD}}}", (SLA, LOWER), "target: sla:gold"),
        (f"{{name: weaker, effects: [loosened], {BOARD}}}", (SLA, LOWER), "weaker: sla:gold"),
        (f"{{name: better, effects: [tightened], {BOARD}}}", (SLA, LOWER), None),
        (f"{{name: db, select: 'ci:*', {BOARD}}}", (DB, DB_NEW), "db: ci:db"),
        (f"{{name: db, select: 'ci:*', {BOARD}}}", (SLA, LOWER), None),
        (f"{{name: new, actions: [create], {BOARD}}}", (DB, DB_NEW), None),
        (f"{{name: edit, actions: [update], {BOARD}}}", (DB, DB_NEW), "edit: ci:db"),
        (f"{{name: urgent, types: [emergency], {BOARD}}}", (DB, DB_NEW), None),
        (f"{{name: usual, types: [normal], {BOARD}}}", (DB, DB_NEW), "usual"),
        (f"{{name: reached, of: reached, select: 'kind:service', {BOARD}}}", (DB, DB_NEW), "reached: service:email"),
        (f"{{name: broken, select: '!!', {BOARD}}}", (DB, DB_NEW), None),
    ],
)
def test_rules(rule: str, edit: tuple[str, str], expected: str | None) -> None:
    old, new = (text.strip() for text in edit)
    assert needed(branch(BASE, (old, new), base_more=policy(rule))).get("team:board") == expected


def test_the_need_of_a_group() -> None:
    base = BASE.replace(EMAIL, NEED[0])
    rule = f"{{name: a need changes, fields: [spec.dependsOn*.need], {BOARD}}}"
    assert needed(branch(base, NEED, base_more=policy(rule))) == {"team:board": "a need changes: service:email"}


def test_all_reasons_of_one_approver_are_one_line() -> None:
    rules = f"{{name: always, {BOARD}}}, {{name: a server, select: 'type:server', {BOARD}}}"
    assert needed(branch(BASE, (DB, DB_NEW), base_more=policy(rules))) == {"team:board": "always; a server: ci:db"}


def test_the_customers_of_a_service_are_those_of_its_agreements() -> None:
    rule = "{name: told, select: 'kind:service', of: reached, by: [customer, service-owner]}"
    assert set(needed(branch(BASE, (DB, DB_NEW), base_more=policy(rule)))) == {"customer:office", "team:mail"}


def test_a_branch_cant_drop_the_rule_it_falls_under() -> None:
    strict = policy(f"{{name: always, {BOARD}}}")
    case = case_of(joined(BASE, strict), joined(BASE.replace(DB, DB_NEW), policy("")))
    assert needed(case) == {"team:board": "always"}


@pytest.mark.parametrize(
    ("by", "authors", "own", "given"),
    [
        ([], [], False, {}),
        (["han-lei"], [], False, {"team:database": "han-lei"}),
        (["han-lei", "li-na"], [], False, {"team:database": "han-lei", "team:mail": "li-na"}),
        (["han-lei"], ["han-lei"], False, {}),
        (["han-lei"], ["han-lei"], True, {"team:database": "han-lei"}),
        (["lin-yue", "stranger"], [], False, {}),
    ],
)
def test_given_by_whom(by: list[str], authors: list[str], own: bool, given: dict[str, str]) -> None:
    rule = "{name: its owner, by: [owner]}, {name: reached, of: reached, select: 'kind:service', by: [owner]}"
    house = policy(rule, f", ownApprovalCounts: {str(own).lower()}")
    case = branch(BASE, (DB, DB_NEW), base_more=house)
    found = approvals_of(case, [Evidence(one) for one in by], authors)
    assert {str(one.by): one.given_by for one in found if one.given} == given
    assert [one.given for one in found] == [bool(one.given_by) for one in found]


def test_the_word_of_nobody_here_is_told() -> None:
    case = branch(BASE, (DB, DB_NEW))
    assert strangers_of(case, [Evidence("Eve <eve@example.com>"), Evidence("li-na")]) == ("Eve <eve@example.com>",)


FREEZE = """
kind: Freeze
metadata: {name: year-end, owner: mail}
spec: {periods: [{start: "2026-07-01T00:00Z", end: "2026-07-02T00:00Z"}]}
"""
ALLOWED = FREEZE.replace('Z"}]', 'Z"}], exceptions: [{change: chg-7, approvedBy: lin-yue, reason: Now.}]')


def test_an_exception_is_approved_by_whom_it_names_where_the_branch_writes_it() -> None:
    change = "kind: Change\nmetadata: {name: chg-7}\nspec: {scope: ['ci:db']}"
    fresh = case_of(joined(BASE, FREEZE), joined(BASE.replace(DB, DB_NEW), ALLOWED, change))
    assert needed(fresh)["person:lin-yue"] == "allows an exception from a freeze: change:chg-7"
    merged = case_of(joined(BASE, ALLOWED, change), joined(BASE.replace(DB, DB_NEW), ALLOWED, change))
    assert ref("person:lin-yue") not in [one.by for one in approvals_of(merged)]
