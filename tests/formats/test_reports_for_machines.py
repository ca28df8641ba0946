"""SARIF, JUnit, GitHub and GitLab: valid by their schemas, stable, and no text from a file breaks out of its place."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from jsonschema import Draft4Validator

from itsm_as_code.formats import github, gitlab, junit, sarif
from itsm_as_code.formats import json as json_
from itsm_as_code.model import HIDDEN, Location, Report
from tests.formats._reports import EMPTY, FULL, HOSTILE, LONG, MENDED, NOTE, RICH, TWICE, WHOLE, hostile

DATA = Path(__file__).parents[1] / "data"
MACHINES = (github, gitlab, json_, junit, sarif)
REPORTS = [EMPTY, FULL, *map(hostile, HOSTILE)]


@cache
def sarif_schema() -> Draft4Validator:
    return Draft4Validator(json.loads((DATA / "sarif/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))


@cache
def junit_schema() -> Any:
    return xmlschema.XMLSchema(str(DATA / "junit/junit-10.xsd"))


def run_of(report: Report, **options: bool) -> Any:
    return json.loads(sarif.findings(report, **options))["runs"][0]


@pytest.mark.parametrize("report", REPORTS)
def test_sarif_is_valid_by_its_schema(report: Report) -> None:
    log = json.loads(sarif.findings(report))
    assert [f"{list(error.absolute_path)}: {error.message}" for error in sarif_schema().iter_errors(log)] == []


@pytest.mark.parametrize("report", REPORTS)
def test_junit_is_valid_by_its_schema(report: Report) -> None:
    assert [str(error.reason) for error in junit_schema().iter_errors(junit.findings(report))] == []


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", MACHINES, ids=lambda form: form.__name__)
def test_nothing_that_moves_a_cursor_or_deceives_gets_through(form: Any, report: Report) -> None:
    text = form.findings(report, waived=True)
    assert not HIDDEN.search(text.replace("\n", ""))
    assert text == form.findings(report, waived=True)
    text.encode("utf-8")


@pytest.mark.parametrize("form", MACHINES, ids=lambda form: form.__name__)
def test_quiet_leaves_out_notes(form: Any) -> None:
    assert NOTE.message in form.findings(FULL)
    assert NOTE.message not in form.findings(FULL, quiet=True)


def test_sarif_says_what_is_known_of_a_finding() -> None:
    run = run_of(FULL)
    (rich,) = (one for one in run["results"] if one["ruleId"] == RICH.rule)
    assert rich["level"] == "error"
    assert rich["message"]["text"].startswith(f"{RICH.message}: {RICH.label}. {RICH.why[0]}")
    assert rich["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 24,
        "startColumn": 38,
        "endLine": 24,
        "endColumn": 42,
    }
    assert rich["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "sla:email-gold"}]
    (related,) = rich["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "cmdb/suppliers.yaml"
    assert related["message"] == {"text": "3 h 36 min"}
    rule = run["tool"]["driver"]["rules"][rich["ruleIndex"]]
    assert (rule["id"], rule["name"]) == ("promise-exceeds-support", "PromiseExceedsSupport")
    assert "ISO/IEC 20000-1:2018 8.3.3" in rule["properties"]["tags"]
    assert "```yaml" in rule["help"]["markdown"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_carries_the_mends() -> None:
    (fix,) = next(one for one in run_of(FULL)["results"] if "fixes" in one)["fixes"]
    assert fix["description"] == {"text": MENDED.hint}
    uris = [change["artifactLocation"]["uri"] for change in fix["artifactChanges"]]
    assert uris == ["services/a%20b.yaml", "%C3%A9/1%25.yaml"]
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 7, "startColumn": 3, "endLine": 7, "endColumn": 7},
            "insertedContent": {"text": "email"},
        }
    ]


def test_sarif_suppresses_what_is_waived() -> None:
    suppressed = [one for one in run_of(FULL)["results"] if "suppressions" in one]
    assert [one["ruleId"] for one in suppressed] == ["owner-exists"]
    assert suppressed[0]["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "the last fax line ends in March (until 2027-03-31)",
        }
    ]


def test_a_file_as_a_whole_has_no_region() -> None:
    (whole,) = (one for one in run_of(FULL)["results"] if one["ruleId"] == WHOLE.rule)
    assert set(whole["locations"][0]["physicalLocation"]) == {"artifactLocation"}


def marks(report: Report) -> list[str]:
    return [one["partialFingerprints"]["itsmFinding/v1"] for one in run_of(report)["results"]]


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    moved = tuple(
        replace(one, location=replace(one.location, line=one.location.line + 40, excerpt="x")) for one in FULL.findings
    )
    assert marks(replace(FULL, findings=moved)) == marks(FULL)
    assert len(set(marks(FULL))) == len(marks(FULL)) == 7
    issues = json.loads(gitlab.findings(replace(FULL, waived=())))
    assert [one["fingerprint"] for one in issues] == marks(replace(FULL, waived=()))


def test_a_link_in_a_text_of_a_file_leads_nowhere_in_sarif() -> None:
    (first, *_) = run_of(hostile("[click](https://example.com/)"))["results"]
    assert first["message"]["text"].startswith("\\[click](https")


def test_gitlab_says_place_and_severity() -> None:
    found = {one["check_name"]: one for one in json.loads(gitlab.findings(FULL))}
    assert found["encoding"]["location"] == {"path": "b.yaml", "lines": {"begin": 1, "end": 1}}
    assert found["yaml-syntax"]["location"]["lines"] == {"begin": 2, "end": 4}
    assert {name: one["severity"] for name, one in found.items()} == {
        "encoding": "critical",
        "yaml-syntax": "critical",
        "promise-exceeds-support": "critical",
        "unknown-reference": "critical",
        "dependency-cycle": "info",
    }


def test_gitlab_of_nothing_is_an_empty_list() -> None:
    assert gitlab.findings(EMPTY) == "[]"


ANNOTATIONS = [
    (WHOLE, "::error file=b.yaml,title=encoding::the file is not UTF-8"),
    (LONG, "::error file=c.yaml,line=2,endLine=4,title=yaml-syntax::two lines"),
    (
        TWICE,
        '::error file=services/a b.yaml,line=9,endLine=9,col=3,endColumn=6,title=unknown-reference::no service "emial"',
    ),
    (replace(WHOLE, message="50%: a, b"), "::error file=b.yaml,title=encoding::50%25: a, b"),
    (
        replace(WHOLE, location=Location("a:b,c%.yaml"), hint="x"),
        "::error file=a%3Ab%2Cc%25.yaml,title=encoding::the file is not UTF-8%0AMend: x",
    ),
]


@pytest.mark.parametrize(("finding", "line"), ANNOTATIONS)
def test_an_annotation(finding: Any, line: str) -> None:
    assert github.findings(Report((finding,), 1, 1), quiet=True) == line


def test_github_has_a_line_for_each_finding_and_the_summary() -> None:
    lines = github.findings(FULL, waived=True).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == [
        "::error",
        "::error",
        "::notice",
        "::warning",
        "::error",
        "::error",
        "::notice",
    ]
    assert lines[-2].endswith("::waived until 2027-03-31: the last fax line ends in March%0Aservice:fax has no owner")
    assert lines[-1].startswith("4 errors, 1 warning, 1 note in 214 files (1,208 entities)")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_a_command_of_its_own(text: str) -> None:
    lines = github.findings(hostile(text), waived=True).splitlines()
    assert len(lines) == 3
    for line in lines[:2]:
        command, properties, _ = line[2:].replace(" ", "\0", 1).partition("::")
        assert re.fullmatch(r"(?:error|notice)\0file=[^:,]*(?:,\w+=\d+){4},title=[^:,]*", command), properties


def cases(report: Report) -> list[tuple[str, str, str]]:
    """Class, name and outcome of each test."""
    return [
        (case.get("classname", ""), case.get("name", ""), "+".join(part.tag for part in case))
        for case in ET.fromstring(junit.findings(report)).iter("testcase")  # noqa: S314 - it is our own
    ]


def test_junit_has_a_test_for_each_file_and_rule() -> None:
    assert cases(FULL) == [
        ("itsm", "validate", "system-out"),
        ("b.yaml", "encoding", "failure"),
        ("c.yaml", "yaml-syntax", "failure"),
        ("services/a b.yaml", "dependency-cycle", "system-out"),
        ("services/a b.yaml", "owner-exists", "skipped"),
        ("services/a b.yaml", "unknown-reference", "failure+system-out"),
        ("services/email.yaml", "promise-exceeds-support", "failure"),
    ]


def test_junit_passes_where_nothing_was_found() -> None:
    assert cases(EMPTY) == [("itsm", "validate", "system-out")]


def test_junit_counts() -> None:
    root = ET.fromstring(junit.findings(FULL))  # noqa: S314 - it is our own
    assert (root.get("tests"), root.get("failures")) == ("7", "4")
    assert {suite.get("name"): (suite.get("tests"), suite.get("failures"), suite.get("skipped")) for suite in root} == {
        "itsm": ("1", "0", "0"),
        "b.yaml": ("1", "1", "0"),
        "c.yaml": ("1", "1", "0"),
        "services/a b.yaml": ("3", "1", "1"),
        "services/email.yaml": ("1", "1", "0"),
    }
