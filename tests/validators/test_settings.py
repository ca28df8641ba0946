"""Severities and options from itsm.yaml: for all, for a path, for a selector; and what is wrong with them."""

import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.reading import read_configuration
from itsm_as_code.validators import check
from tests.landscapes import landscape_of_files

FILES = {
    "legacy/old.yaml": "kind: Service\nmetadata: {name: old, labels: {env: test}}",
    "services/new.yaml": "kind: Service\nmetadata: {name: new}",
}

CASES = {
    "rules: {owner-exists: info}": {"old": "info", "new": "info"},
    "overrides: [{select: 'path:legacy/**', rules: {owner-exists: off}}]": {"new": "error"},
    "overrides: [{select: 'label:env=test', rules: {owner-exists: warning}}]": {"old": "warning", "new": "error"},
    "{rules: {owner-exists: off}, overrides: [{select: old, rules: {owner-exists: error}}]}": {"old": "error"},
    "overrides: [{select: old, rules: {owner-exists: info}}, {select: '*', rules: {owner-exists: warning}}]": {
        "old": "warning",
        "new": "warning",
    },
    "{selectors: {l: 'label:env'}, overrides: [{select: 'selector:l', rules: {owner-exists: off}}]}": {"new": "error"},
    "rules: {owner-exists: {severity: warning}}": {"old": "warning", "new": "warning"},
}


@pytest.mark.parametrize("text", CASES)
def test_the_last_setting_that_fits_decides(text: str) -> None:
    file = TextFile("itsm.yaml", text.encode())
    configuration, _ = read_configuration(file)
    report = check(landscape_of_files(FILES), None, configuration, file)
    found = {one.ref.name: one.severity.word for one in report.findings if one.ref and one.rule == "owner-exists"}
    assert found == CASES[text]


WRONG = [
    (
        "selectors: {edge: 'lable:x'}",
        "1:13",
        "'lable:x' selects by 'lable', which there is not",
        "did you mean label:x?",
    ),
    ("selectors: {a: 'selector:a'}", "1:13", "selector:a leads back to itself: a → a", None),
    ("rules: {ownr-exists: off}", "1:9", "there is no rule ownr-exists", "did you mean owner-exists?"),
    ("rules: {owner-exists: {lead: 3d}}", "1:24", "owner-exists: there is no lead here", "it takes nothing"),
    ("overrides: [{select: nobody, rules: {}}]", "1:14", "'nobody' selects nothing", None),
    ("overrides: [{select: '*', rules: {owner: off}}]", "1:35", "there is no rule owner", None),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), WRONG)
def test_settings_that_can_not_be_used(text: str, place: str, message: str, hint: str | None) -> None:
    file = TextFile("itsm.yaml", text.encode())
    configuration, _ = read_configuration(file)
    report = check(landscape_of_files(FILES), None, configuration, file)
    (one,) = (one for one in report.findings if one.location.path == "itsm.yaml")
    assert (f"{one.location.line}:{one.location.column}", one.message) == (place, message)
    assert hint is None or one.hint == hint
