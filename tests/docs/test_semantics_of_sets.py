"""The worked example of cut sets and availability on the page on semantics, held against the code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from itsm_as_code.graph import Landscape, availability, connect, cuts
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/semantics.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("### Worked: three machines") : PAGE.rindex("\n## ")]
CUTS = re.findall(r"^\| ([a-z]+:[^|]+) \| ([^|0-9][^|]*) \| ([^|]+) \| ([^|]+) \|$", SECTION, re.MULTILINE)
AVAILABLE = re.findall(r"^\| ([a-z]+:[^|]+) \| ([0-9.]+) \| ([0-9.]+) \| ([0-9]+) \|$", SECTION, re.MULTILINE)


@cache
def landscape() -> Landscape:
    text = SECTION.partition("```yaml\n")[2].partition("```")[0]
    documents = [f"apiVersion: itsm/v1\n{document}" for document in text.split("---\n")]
    catalog = read([TextFile("example.yaml", "---\n".join(documents).encode())])
    assert catalog.findings == ()
    return connect(catalog)


@pytest.mark.parametrize("row", CUTS, ids=lambda row: row[0])
def test_cut_sets(row: tuple[str, str, str, str]) -> None:
    found = cuts(landscape(), landscape().named(row[0]), 2)
    sets = [", ".join(" + ".join(map(str, one)) for one in found.sets if len(one) == order) for order in (1, 2)]
    shared = ", ".join(sorted({str(one.causes[0]) for one in found.shared}))
    assert [one or "none" for one in (*sets, shared)] == list(row[1:])


@pytest.mark.parametrize("row", AVAILABLE, ids=lambda row: row[0])
def test_availability(row: tuple[str, str, str, str]) -> None:
    found = availability(landscape(), landscape().named(row[0]))
    assert float(found.bound) == float(row[1])
    assert 1 - found.estimate.down == pytest.approx(float(row[2]), abs=1e-12)
    assert len(found.unknown) == int(row[3])


def test_every_row_is_read() -> None:
    assert (len(CUTS), len(AVAILABLE)) == (3, 3)
