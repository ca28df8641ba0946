"""The worked examples and the truth table of the page on semantics, held against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsm_as_code.graph import LEVELS, Impact, Level, Scenario, connect, impact, levels
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref, TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import Comparison, Span, iso_duration, read_quantity

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


def test_every_example_is_read() -> None:
    assert len(_WORKED.findall(PAGE)) == PAGE.count("```yaml") == 4
    assert len(_TRUTH.findall(PAGE)) == 20
