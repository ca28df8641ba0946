"""The worked examples and the truth table of the page on semantics, held against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from itsm_as_code.graph import LEVELS, Impact, Level, Scenario, connect, impact, levels
from itsm_as_code.graph.bound import UNKNOWN, bounds
from itsm_as_code.hours import ALWAYS, Hours, due, elapsed, hours_of, moment_after, uncovered, worst_wait
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref, Severity, TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import Comparison, Span, iso_duration, read_quantity
from itsm_as_code.validators import check
from tests.landscapes import TODAY

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/semantics.md").read_text(encoding="utf-8")
_WORKED = re.compile(r"^```yaml\n(.*?)^```\n\n\| fails [^\n]*\n\|[^\n]*\n((?:\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)
_TRUTH = re.compile(r"^\| ([0-9]) of ([0-9]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def _worked() -> Iterator[tuple[str, list[str]]]:
    for found in _WORKED.finditer(PAGE):
        text = "---\n".join(f"apiVersion: itsm/v1\n{document}" for document in found[1].split("---\n"))
        for row in found[2].splitlines():
            yield text, [cell.strip() for cell in row.strip("|").split("|")]


def _seconds(text: str) -> int | None:
    quantity = read_quantity(text) if text else None
    if not isinstance(quantity, Comparison):
        return None
    assert isinstance(quantity.value, Span)
    return quantity.value.seconds


def _told(answer: Impact) -> set[str]:
    hit = {
        f"{one.ref} {one.level.word}" + (f" after {iso_duration(one.after)}" if one.after else "")
        for one in answer.impacted
    }
    return hit | {f"{ref} held" for ref in answer.held_by_cycle}


@pytest.mark.parametrize(("text", "row"), list(_worked()))
def test_worked_example(text: str, row: list[str]) -> None:
    catalog = read([TextFile("example.yaml", text.encode())])
    assert catalog.findings == ()
    landscape = connect(catalog)
    failed = {landscape.named(name): Level.DOWN for name in row[0].split(", ")}
    answer = impact(landscape, Scenario(failed, _seconds(row[1])))
    assert _told(answer) == set(row[2].split(", "))


@pytest.mark.parametrize("row", _TRUTH.findall(PAGE), ids=" | ".join)
def test_truth_table(row: tuple[str, str, str, str]) -> None:
    need, size, written, expected = row
    levels_of = {Ref("ci", DEFAULT_NAMESPACE, f"m-{n}"): LEVELS[level] for n, level in enumerate(written.split(", "))}
    assert len(levels_of) == int(size)
    group = f"{{anyOf: [{', '.join(map(str, levels_of))}], need: {need}}}"
    text = f"apiVersion: itsm/v1\nkind: Service\nmetadata: {{name: s}}\nspec: {{dependsOn: [{group}]}}\n"
    landscape = connect(read([TextFile("example.yaml", text.encode())]))
    assert levels(landscape, Scenario(levels_of)).get(landscape.named("service:s"), Level.OK).word == expected.strip()


def _rows(header: str) -> list[list[str]]:
    """The rows of the table with this header."""
    _, found, rest = PAGE.partition(f"\n| {header} |\n")
    table = re.match(r"\|[-|]+\|\n((?:\|[^\n]*\n)+)", rest) if found else None
    assert table is not None, header
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


@cache
def _calendars() -> dict[str, Hours]:
    """Every calendar of the page by its name, and what no calendar is called."""
    blocks = re.findall(r"^```yaml\n(kind: Calendar\n.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    text = "---\n".join(f"apiVersion: itsm/v1\n{one}" for block in blocks for one in block.split("---\n"))
    catalog = read([TextFile("example.yaml", text.encode())])
    assert catalog.findings == ()
    found = {ref.name: hours_of(one.model.spec) for ref, one in connect(catalog).entities.items()}
    return found | {"all the time": ALWAYS}


def _span(text: str) -> Span:
    quantity = read_quantity(text)
    assert isinstance(quantity, Comparison)
    assert isinstance(quantity.value, Span)
    return quantity.value


@pytest.mark.parametrize("row", _rows("calendar | from | to | service time"), ids=" | ".join)
def test_service_time(row: list[str]) -> None:
    name, first, last, time = row
    hours = _calendars()[name]
    start, end = (datetime.fromisoformat(one).replace(tzinfo=ZoneInfo(hours.timezone)) for one in (first, last))
    assert elapsed(hours, start, end) == _span(time).seconds
    assert moment_after(hours, start, _span(time).seconds) == end


@pytest.mark.parametrize("row", _rows("hours | inside | of which | first left alone in 2026"), ids=" | ".join)
def test_hours_inside_others(row: list[str]) -> None:
    name, others, need, first = row
    outer = [_calendars()[other] for other in others.split(", ")]
    gaps = uncovered(_calendars()[name], outer, int(need), date(2026, 1, 1), date(2026, 12, 31))
    assert first == (f"{gaps[0][0]:%a %d %b %H:%M} to {gaps[0][1]:%H:%M}" if gaps else "never")


@pytest.mark.parametrize("row", _rows("promise counts | support works | it takes | worst wait | from"), ids=" | ".join)
def test_worst_wait(row: list[str]) -> None:
    promise, support, takes, expected, start = row
    wait = worst_wait(_calendars()[promise], [(_calendars()[support], _span(takes).seconds)], 1)
    assert wait.seconds == _span(expected).seconds
    assert f"{'just after ' if wait.just_after else ''}{wait.start:%a %H:%M}" == start


@pytest.mark.parametrize("row", _rows("day | and | is"), ids=" | ".join)
def test_months(row: list[str]) -> None:
    day, step, expected = row
    span, _, way = step.partition(" ")
    assert due(date.fromisoformat(day), _span(span), -1 if way == "before" else 1) == date.fromisoformat(expected)


def test_every_example_is_read() -> None:
    worked, calendars = len(_WORKED.findall(PAGE)), PAGE.count("```yaml\nkind: Calendar\n")
    assert (worked, calendars) == (4, 2)
    promises = len(PROMISED)
    assert worked + calendars + promises == PAGE.count("```yaml")
    assert len(_TRUTH.findall(PAGE)) == 20


PROMISED = ("bound of | is", "promise | is told")


def _block_before(header: str) -> str:
    """The YAML above the table with this header, each document with its apiVersion."""
    text = PAGE.partition(f"\n| {header} |\n")[0].rpartition("```yaml\n")[2].partition("```")[0]
    return "---\n".join(f"apiVersion: itsm/v1\n{document}" for document in text.split("---\n"))


@pytest.mark.parametrize("row", _rows(PROMISED[0]), ids=" | ".join)
def test_bound(row: list[str]) -> None:
    landscape = connect(read([TextFile("example.yaml", _block_before(PROMISED[0]).encode())]))
    found = bounds(landscape).get(landscape.named(row[0]), UNKNOWN)
    assert found.value == read_quantity(row[1]).value.exact


@pytest.mark.parametrize("row", _rows(PROMISED[1]), ids=" | ".join)
def test_what_is_told_of_a_promise(row: list[str]) -> None:
    landscape = connect(read([TextFile("example.yaml", _block_before(PROMISED[1]).encode())]))
    found = check(landscape, TODAY).findings
    assert landscape.catalog.findings == ()
    told = {one.rule for one in found if str(one.ref) == row[0] and one.severity is Severity.ERROR}
    assert told == set(row[1].replace("nothing", "").split(", ")) - {""}
