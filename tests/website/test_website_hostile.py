"""Texts written to do harm do none, wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.schemas import LocalText
from itsm_as_code.website._text import visible
from tests.website._sites import Page, built, harms, text_files

HOSTILE: list[str] = json.loads((Path(__file__).parent / "hostile.json").read_text())


def documents(text: str) -> list[dict[str, Any]]:
    """One document of many kinds with a text everywhere a text may stand."""
    words = {"title": text, "description": text, "owner": "team", "links": [{"title": text, "url": text}]}
    form = {"type": "object", "title": text, "properties": {text: {"title": text, "description": text, "enum": [text]}}}
    entry = {"service": "a", "sla": "a", "category": text, "request": {"form": form, "approval": [text]}}
    price = {"amount": "1.00", "currency": "CNY", "per": text}
    objective = {"metric": text, "target": ">= 99%"}
    specs: dict[str, tuple[str, dict[str, Any]]] = {
        "Service": (
            "a",
            {"dependsOn": [{"ref": "ci:gone", "name": text, "as": text}, {"anyOf": ["ci:a", "ci:b"], "name": text}]},
        ),
        "CI": ("a", {"type": "server", "environment": text, "attributes": {"os": text, text: [text, {text: text}]}}),
        "Team": ("team", {"email": text, "phone": text, "chat": text, "onCall": text}),
        "SLA": ("a", {"service": "a", "status": "agreed", "objectives": [objective]}),
        "CatalogEntry": ("a", entry | {"price": price}),
    }
    more = {"labels": {"a": text}, "annotations": {"x-a": {text: text}}}
    return [
        {"apiVersion": "itsm/v1", "kind": kind, "metadata": {"name": name, **words, **more}, "spec": spec}
        for kind, (name, spec) in specs.items()
    ]


def site_with(text: str) -> dict[str, str]:
    return built(text_files(*(json.dumps(one) for one in documents(text))), title=LocalText((("", text),)))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_only_a_text(text: str) -> None:
    for path, page in site_with(text).items():
        if path.startswith("assets/") and path.endswith(".js"):
            continue  # the same bytes whatever anybody writes
        assert not path.endswith(".html") or harms(page) == [], path
        assert visible(page) == page, path


@pytest.mark.parametrize("text", ["{{7*7}} {% raw %}", "{{ config }}", "{# gone #}", "${7*7}", "<%= 7*7 %>"])
def test_template_syntax_stays_as_it_was_written(text: str) -> None:
    page = Page(site_with(text)["entity/service/s-default/n-a.html"]).text
    assert text in page
    assert "49" not in page


def test_what_hides_is_shown_as_its_code() -> None:
    page = Page(site_with("Access \u202e// admin\u2069")["entity/service/s-default/n-a.html"]).text
    assert "Access ⟨U+202E⟩// admin⟨U+2069⟩" in page


ENDLESS = ("x" * 1_000_000, "[" * 500_000, "*a " * 300_000, "> " * 300_000, "`" * 500_000 + "a", "[a](" * 200_000)


@pytest.mark.parametrize("text", ENDLESS, ids=range(len(ENDLESS)))
def test_an_endless_text_does_not_make_an_endless_site(text: str) -> None:
    words = {"name": "a", "title": text, "description": text, "labels": {"a": text}}
    site = built(text_files(json.dumps({"apiVersion": "itsm/v1", "kind": "Service", "metadata": words})))
    assert "n-a.html" in site["kind/service.html"]
    assert len(site["kind/service.html"]) < 10_000
    assert len(site["entity/service/s-default/n-a.html"]) < 200_000


HARMS = [
    '<script src="x"></script>',
    '<p onclick="x">',
    '<p style="x">',
    "<style></style>",
    "<iframe>",
    "<form>",
    '<base href="x">',
    '<a href="javascript:x">',
    '<a href="&#106;avascript:x">',
    '<a href="data:x">',
    '<a href="//other.example/">',
    '<img src="x">',
    '<link href="https://other.example/x.css">',
    '<meta http-equiv="Refresh" content="0">',
]


@pytest.mark.parametrize("text", HARMS)
def test_the_test_itself_sees_harm(text: str) -> None:
    assert harms(f"<p>{text}</p>")
