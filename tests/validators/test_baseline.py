"""What a baseline knows doesn't count, whatever happens around it."""

import json

import pytest

from itsm_as_code.errors import WrongUse
from itsm_as_code.model import Report, TextFile
from itsm_as_code.validators import against, baseline_data, read_baseline
from tests.landscapes import report_of

SHOP = "kind: Service\nmetadata: {name: shop, owner: nobody}\nspec: {dependsOn: [service:gone, service:away]}"
TWINS = "kind: Service\nmetadata: {name: shop}\nspec: {dependsOn: [service:gone, {ref: service:gone, mode: soft}]}"


def file_of(report: Report) -> TextFile:
    return TextFile("baseline.json", json.dumps(baseline_data(report)).encode())


def compared(before: str, after: str) -> tuple[list[str], int, int]:
    """The messages that are new, how many are known, and how many are mended."""
    report = against(report_of(after), read_baseline(file_of(report_of(before))))
    return [one.message for one in report.findings], len(report.known), report.mended


COMPARED = [
    # before, after                                        new, known, mended
    (SHOP, SHOP, ([], 3, 0)),
    (SHOP, "# moved\n\n" + SHOP, ([], 3, 0)),
    (
        SHOP,
        "kind: Service\nspec:\n  dependsOn:\n  - service:away\n  - service:gone\nmetadata:\n  owner: nobody\n"
        "  name: shop",
        ([], 3, 0),
    ),
    (SHOP, SHOP.replace("service:away", "service:other"), (['no service "other"'], 2, 1)),
    (SHOP, SHOP.replace("name: shop", "name: store"), (None, 0, 3)),
    (SHOP, SHOP.replace(", service:away", ""), ([], 2, 1)),
    (SHOP, f"{SHOP}\n---\n{SHOP.replace('name: shop', 'name: store')}", (None, 3, 0)),
    (TWINS.replace(", {ref: service:gone, mode: soft}", ""), TWINS, (['no service "gone"'], 2, 0)),
    (TWINS, TWINS, ([], 3, 0)),
    ("kind: Team\nmetadata: {name: a}", SHOP, (None, 0, 0)),
]


@pytest.mark.parametrize(("before", "after", "expected"), COMPARED)
def test_only_what_is_new_is_left(before: str, after: str, expected: tuple[list[str] | None, int, int]) -> None:
    new, known, mended = compared(before, after)
    assert (known, mended) == expected[1:]
    if expected[0] is None:
        assert len(new) == 3
    else:
        assert new == expected[0]


def test_of_findings_that_are_alike_the_last_is_new() -> None:
    one = report_of(TWINS.replace(", {ref: service:gone, mode: soft}", ""))
    report = against(report_of(TWINS), read_baseline(file_of(one)))
    assert [finding.location.column for finding in report.findings] == [40]


def test_a_baseline_is_read_as_it_was_written() -> None:
    report = report_of(TWINS)
    data = json.loads(file_of(report).data)
    assert data["findings"] == [
        {"rule": "owner-exists", "about": "service:shop", "message": "service:shop has no owner", "count": 1},
        {"rule": "unknown-reference", "about": "service:shop", "message": 'no service "gone"', "count": 2},
    ]
    assert read_baseline(file_of(report)).total() == 3


def test_notes_and_what_is_waived_are_not_in_a_baseline() -> None:
    circle = (
        "kind: Team\nmetadata: {name: t}\n---\n"
        "kind: Service\nmetadata: {name: a, owner: t}\nspec: {dependsOn: [service:b]}\n---\n"
        "kind: Service\nmetadata:\n  name: b\n  waivers: [{rule: owner-exists, reason: x, until: 2030-01-01}]\n"
        "spec: {dependsOn: [service:a]}"
    )
    report = report_of(circle)
    assert (len(report.findings), len(report.waived)) == (1, 1)
    assert baseline_data(report)["findings"] == []


def test_writing_it_again_keeps_what_is_known() -> None:
    report = report_of(SHOP)
    assert baseline_data(against(report, read_baseline(file_of(report)))) == baseline_data(report)


ODD = [
    b"",
    b"\xff",
    b"[]",
    b"null",
    b"{}",
    b"[" * 100_000,
    b'{"baseline": "itsm validate", "version": 2, "findings": []}',
    b'{"baseline": "other", "version": 1, "findings": []}',
    b'{"baseline": "itsm validate", "version": 1, "findings": [{"rule": "a", "about": "b"}]}',
    b'{"baseline": "itsm validate", "version": 1, "findings": [{"rule": "a", "about": "b", "message": "c", '
    b'"count": -1}]}',
    b'{"baseline": "itsm validate", "version": 1, "findings": [], "more": 1}',
]


@pytest.mark.parametrize("data", ODD)
def test_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(WrongUse, match=r"odd\.json is no baseline of itsm validate"):
        read_baseline(TextFile("odd.json", data))


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(WrongUse, match="leads out"):
        read_baseline(TextFile("a", b"", "it leads out"))
