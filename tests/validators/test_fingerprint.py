"""What makes a finding the same one tomorrow."""

from dataclasses import replace

import pytest

from itsm_as_code.model import Finding, Location, Ref, Severity
from itsm_as_code.validators import fingerprints, sameness

ONE = Finding("rule", Severity.ERROR, "no ci 4 in a.yaml:12", Location("a.yaml", 3, 1, 3, 4), Ref("ci", "default", "x"))

SAME = [
    replace(ONE, location=Location("moved/b.yaml", 40, 9, 41, 1, "other text")),
    replace(ONE, severity=Severity.WARNING, hint="x", label="y", why=("z",)),
    replace(ONE, message="no ci 4\n  in a.yaml:90:3"),
]
OTHER = [
    replace(ONE, rule="other"),
    replace(ONE, ref=Ref("ci", "other", "x")),
    replace(ONE, ref=None),
    replace(ONE, message="no ci 5 in a.yaml:12"),
]


@pytest.mark.parametrize("other", SAME)
def test_what_an_edit_elsewhere_changes_makes_no_difference(other: Finding) -> None:
    assert sameness(other) == sameness(ONE)


@pytest.mark.parametrize("other", OTHER)
def test_what_is_found_makes_a_difference(other: Finding) -> None:
    assert sameness(other) != sameness(ONE)


def test_days_that_pass_by_themselves_make_no_difference() -> None:
    found = {sameness(replace(ONE, message=f"ends in {time}")).message for time in ("30 days", "2 days", "1 day")}
    assert found == {"ends in … days"}


def test_a_file_stands_for_what_has_no_entity() -> None:
    assert sameness(replace(ONE, ref=None)).about == "a.yaml"


def test_fingerprints_differ_even_where_findings_are_alike() -> None:
    marks = [mark for _, mark in fingerprints([ONE, *SAME, *OTHER])]
    assert len(set(marks)) == len(marks) == 8
    assert marks[:4] == [mark for _, mark in fingerprints([ONE, ONE, ONE, ONE])]
