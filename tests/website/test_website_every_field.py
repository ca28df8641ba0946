"""Hostile texts in every field of every kind that takes them: the examples with each text replaced."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from itsm_as_code.graph import connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import kind_words
from itsm_as_code.website._text import visible
from tests.website._sites import built, example_files, harms, text_files

TEXTS = [
    "</title></textarea></option><script>alert(1)</script><svg onload=alert(1)>{{1234*4321}}{% raw %}",
    "javascript:alert(1)",
    "\"'><img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://evil.example/x.png) <!-- ]]>",
    "gold \u202egnihtyna\u2066 \u200b\x1b[31m",
    'https://evil.example/"onmouseover="alert(1)',
]
Path = tuple[str | int, ...]
KEPT = {"name", "apiVersion", "kind", "namespace"}


@cache
def documents() -> list[dict[str, Any]]:
    return [dict(one.written()) for one in read(example_files()).entities if not one.shipped]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, (*path, key)) if key not in KEPT else ()
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from leaves(inside, (*path, number))
    elif isinstance(value, str):
        yield path


def replaced(document: dict[str, Any], path: Path, text: str) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    inside: Any = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = text
    return changed


def accepted(document: dict[str, Any]) -> bool:
    return not read([TextFile("a.yaml", json.dumps(document, default=str).encode())]).refused


def hostile(document: dict[str, Any], text: str) -> tuple[dict[str, Any], int]:
    """Every text of a document that may be another replaced, and how many those are."""
    count = 0
    for path in list(leaves(document)):
        changed = replaced(document, path, text)
        if accepted(changed):
            document, count = changed, count + 1
    return document, count


def chosen() -> list[dict[str, Any]]:
    """The longest document of each kind: it has most fields."""
    found: dict[str, dict[str, Any]] = {}
    for one in sorted(documents(), key=lambda one: len(str(one))):
        found[one["kind"]] = one
    return list(found.values())


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_field_of_any_kind_lets_harm_through(text: str) -> None:
    made = [hostile(one, text) for one in chosen()]
    assert {one["kind"].lower() for one, _ in made} == set(kind_words())
    assert all(count for one, count in made if one["kind"] not in ("Calendar", "Indicator", "ChangePolicy"))
    names = {(one["kind"], one["metadata"]["name"]) for one, _ in made}
    rest = [one for one in documents() if (one["kind"], one["metadata"]["name"]) not in names]
    files = text_files(*(json.dumps(one, default=str) for one in (*(one for one, _ in made), *rest)))
    assert len(connect(read(files)).entities) == len(documents())
    for path, page in built(files, "en", "zh", url="https://a.example/").items():
        assert not path.endswith(".html") or harms(page) == [], path
        assert path == "index.json" or path.endswith(".js") or visible(page) == page, path  # names as they are
        assert "5332114" not in page, path
        if path.endswith((".svg", ".xml", ".atom")):
            ElementTree.fromstring(page)  # noqa: S314 - our own file
