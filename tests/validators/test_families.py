"""Where the rules about structure, lifecycle, names and data speak and where they keep silent: one table each."""

from datetime import date

import pytest

from itsm_as_code.validators._gaps import FEW
from tests.landscapes import place, report_of

TEAM = "\n---\nkind: Team\nmetadata: {name: web}\nspec: {email: web@example.com, onCall: rota}\n"


def ci(name: str, spec: str = "", metadata: str = "") -> str:
    more = f", {spec}" if spec else ""
    return f"kind: CI\nmetadata: {{name: {name}, owner: web{metadata}}}\nspec: {{type: server{more}}}\n---\n"


def service(name: str, spec: str = "", metadata: str = "") -> str:
    return f"kind: Service\nmetadata: {{name: {name}, owner: web{metadata}}}\nspec: {{{spec}}}\n---\n"


def found(text: str, *rules: str, today: date = date(2026, 7, 1), settings: str = "{}") -> list[tuple[str, str]]:
    """The names of entities these rules complain about, each with the place."""
    report = report_of(text.removesuffix("---\n").rstrip("\n") + TEAM, today, settings, whole=True)
    return [(one.ref.name if one.ref else "", place(one)) for one in report.findings if one.rule in rules]


CRITICALITY = [
    # what stands between a critical shop and a host of low criticality, and whether it is told
    ("directly", "dependsOn: [ci:host]", "", True),
    ("through a machine that says nothing", "dependsOn: [ci:vm]", ci("vm", "dependsOn: [ci:host]"), True),
    ("all of a group", "dependsOn: [{allOf: [ci:host, ci:other]}]", ci("other"), True),
    ("with a spare", "dependsOn: [{anyOf: [ci:host, ci:other]}]", ci("other"), False),
    ("softly", "dependsOn: [{ref: ci:host, mode: soft}]", "", False),
    ("for a while without it", "dependsOn: [{ref: ci:host, tolerates: 4h}]", "", False),
    ("through what is retired", "dependsOn: [ci:vm]", ci("vm", "lifecycle: retired, dependsOn: [ci:host]"), False),
]


@pytest.mark.parametrize(
    ("needs", "more", "told"), [row[1:] for row in CRITICALITY], ids=[row[0] for row in CRITICALITY]
)
def test_criticality_is_inherited_by_what_one_stands_on_alone(needs: str, more: str, told: bool) -> None:
    text = ci("host", "criticality: low") + service("shop", f"criticality: critical, {needs}") + more
    assert found(text, "criticality-inversion") == ([("host", "3:35-38")] if told else [])


def test_a_criticality_that_was_not_written_is_not_judged() -> None:
    text = ci("host") + service("shop", "criticality: critical, dependsOn: [ci:host]")
    assert found(text, "criticality-inversion") == []


TWICE = [
    ("ci:a, ci:a", ["repeated-dependency"]),
    ("ci:a, {ref: ci:a, tolerates: 4h}", ["repeated-dependency"]),
    ("{ref: ci:a, as: runs-on}, {ref: ci:a, as: stores-on}", []),
    ("ci:a, {ref: ci:a, mode: soft}", ["soft-beside-hard"]),
    ("{ref: ci:a, tolerates: 4h}, {ref: ci:a, mode: soft}", []),
    ("{anyOf: [ci:a, ci:b]}, {ref: ci:a, mode: soft}", []),
    ("{anyOf: [ci:a, ci:b]}, ci:a", ["spare-needed-alone"]),
    ("{anyOf: [ci:a, ci:b]}, {ref: ci:a, tolerates: 4h}", []),
    ("{anyOf: [ci:a, ci:b]}, {ref: ci:a, mode: soft}", []),
    ("{anyOf: [ci:a, ci:b], mode: soft}, ci:a", []),
    ("{allOf: [ci:a, ci:b]}, {allOf: [ci:b, ci:a]}", ["repeated-dependency"]),
    ("{anyOf: [ci:a]}", ["group-of-one"]),
    ("{anyOf: [ci:a, ci:a]}", ["duplicate-member"]),
    ("{anyOf: [ci:a, ci:b], need: 2}", ["any-of-means-all"]),
    ("{anyOf: [ci:a, ci:b], need: 100%}", ["any-of-means-all"]),
    ("{anyOf: [ci:a, ci:b], need: 50%}", []),
    ("{allOf: [ci:a]}", []),
]


@pytest.mark.parametrize(("needs", "expected"), TWICE)
def test_what_is_said_twice_or_says_nothing(needs: str, expected: list[str]) -> None:
    text = ci("a") + ci("b") + service("shop", f"dependsOn: [{needs}]")
    report = report_of(text.removesuffix("---\n").rstrip("\n") + TEAM)
    assert [one.rule for one in report.findings] == expected


NAMES = [
    ("db-1", "db_1", True),
    ("db-1", "db.1", True),
    ("db-1", "db-01", True),
    ("db1", "db-1", True),
    ("db-10", "db-1", False),
    ("db-11", "db-1-1", False),
    ("db-0", "db", False),
    ("web-server", "webserver", False),
]


@pytest.mark.parametrize(("first", "second", "told"), NAMES)
def test_which_names_are_taken_for_one_another(first: str, second: str, told: bool) -> None:
    assert bool(found(ci(first) + ci(second), "confusable-names")) is told


LABELS = [
    (["env: prod", "env: prod"], []),
    (["env: Prod", "env: prod", "env: prod"], ['a1: the label env is usually "prod", not "Prod"']),
    (["tier: 1", 'tier: "1"', 'tier: "1"'], ['a1: the label tier is usually "1", not 1']),
    (["Env: x", "env: x", "env: x"], ['a1: the label "Env" is usually written "env"']),
    (["env: a", "site: A"], []),
]


@pytest.mark.parametrize(("labels", "expected"), LABELS)
def test_labels_that_a_selector_would_miss(labels: list[str], expected: list[str]) -> None:
    text = "".join(ci(f"a{number}", metadata=f", labels: {{{one}}}") for number, one in enumerate(labels, 1))
    report = report_of(text.removesuffix("---\n").rstrip("\n") + TEAM)
    assert [f"{one.ref and one.ref.name}: {one.message}" for one in report.findings] == expected


DAYS = [
    # last day of the certificate, lifecycle, and what is told on 1 July 2026
    ("2026-06-30", "live", ["certificate-ended"]),
    ("2026-07-01", "live", ["certificate-ends-soon"]),
    ("2026-07-31", "live", ["certificate-ends-soon"]),
    ("2026-08-01", "live", []),
    ("2026-06-30", "deprecated", ["certificate-ended"]),
    ("2026-06-30", "retired", []),
    ("2026-06-30", "planned", []),
]


@pytest.mark.parametrize("written", ["ends: {certificate: DAY}", "attributes: {expires: DAY}"])
@pytest.mark.parametrize(("day", "state", "expected"), DAYS)
def test_last_days(day: str, state: str, expected: list[str], written: str) -> None:
    spec = f"type: certificate, lifecycle: {state}, {written.replace('DAY', day)}"
    report = report_of(f"kind: CI\nmetadata: {{name: c, owner: web}}\nspec: {{{spec}}}" + TEAM)
    assert [one.rule for one in report.findings] == expected


def test_a_lead_time_is_a_matter_of_taste() -> None:
    text = ci("host", "ends: {warranty: 2026-07-20}")
    assert found(text, "warranty-ends-soon") == [("host", "3:39-49")]
    settings = "rules: {warranty-ends-soon: {lead: 7d}}"
    assert found(text, "warranty-ends-soon", settings=settings) == []


CLASSES = [
    # where restricted data go, and what is told
    ("dataClassification: restricted", "", []),
    ("dataClassification: internal", "", ["classification-falls"]),
    ("", "", ["store-without-class"]),
    (
        "dependsOn: [{ref: ci:tape, data: true}]",
        "dataClassification: public",
        ["classification-falls", "store-without-class"],
    ),
    ("dependsOn: [ci:tape]", "dataClassification: public", ["store-without-class"]),
]


@pytest.mark.parametrize(("store", "behind", "expected"), CLASSES)
def test_data_are_followed_to_where_they_lie(store: str, behind: str, expected: list[str]) -> None:
    needs = "dataClassification: restricted, dependsOn: [{ref: ci:san, as: stores-on}]"
    text = ci("san", store) + ci("tape", behind) + service("payroll", needs)
    rules = ("classification-falls", "store-without-class")
    report = report_of(text.removesuffix("---\n").rstrip("\n") + TEAM)
    assert sorted(one.rule for one in report.findings if one.rule in rules) == expected


def test_many_gaps_are_told_at_once_and_a_waiver_speaks_for_its_own_entity() -> None:
    few = "".join(ci(f"a{number}") for number in range(FEW))
    assert len(found(few, "orphan-ci")) == FEW
    waived = ci("a00", metadata=", waivers: [{rule: orphan-ci, reason: a spare, until: 2026-12-31}]")
    report = report_of((few + ci("b") + waived).removesuffix("---\n").rstrip("\n") + TEAM, whole=True)
    assert [one.message for one in report.findings if one.rule == "orphan-ci"] == [
        "ci:a0, ci:a1, ci:a2 and 8 more need nothing, and nothing needs them"
    ]
    assert [one.finding.ref and one.finding.ref.name for one in report.waived] == ["a00"]


CIRCLES = [
    ({"a": "b", "b": "a"}, ["a"]),
    ({"a": "b", "b": "c", "c": "a"}, ["a"]),
    ({"z": "b", "b": "c", "c": "b"}, ["b"]),
    ({"a": "b", "b": "c"}, []),
    ({"a": "a"}, ["a"]),
]


@pytest.mark.parametrize(("above", "expected"), CIRCLES)
def test_what_is_a_part_of_itself_is_told_once(above: dict[str, str], expected: list[str]) -> None:
    names = {*above, *above.values()}
    text = "".join(service(name, f"partOf: {above[name]}" if name in above else "") for name in sorted(names))
    assert [name for name, _ in found(text, "part-of-circle")] == expected


def test_production_is_what_the_option_says() -> None:
    text = ci("db", "environment: staging") + ci("app", "environment: production, dependsOn: [ci:db]")
    assert found(text, "production-needs-nonproduction") == [("app", "8:59-64")]
    settings = "rules: {production-needs-nonproduction: {production: [production, staging]}}"
    assert found(text, "production-needs-nonproduction", settings=settings) == []
