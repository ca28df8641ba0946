"""The search: opens with a slash, answers while somebody types, in both languages, by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def found(page: Any, query: str) -> list[str]:
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator(".search-panel:not([hidden])").wait_for()
    titles: list[str] = page.locator(".search-title").all_inner_texts()
    return titles


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("", "mailbox", "Mailbox"),
        ("", "corporate", "Corporate e-mail"),
        ("", "mailbxo", "Mailbox"),
        ("", "e-mail gold", "E-mail Gold"),
        ("", "gold mail", "E-mail Gold"),
        ("", "企业邮箱", "Corporate e-mail"),
        ("", "mbx-2", "Mailboxes 2"),
        ("", "findings", "Findings"),
        ("zh/", "企业邮", "企业邮箱"),
        ("zh/", "邮箱企业", "企业邮箱"),
        ("zh/", "金级", "企业邮箱金级"),
        ("zh/", "corporate", "企业邮箱"),
    ],
)
def test_what_is_looked_for_comes_first(page: Any, address: str, language: str, query: str, first: str) -> None:
    page.goto(address + language)
    assert found(page, query)[0] == first


def test_the_keyboard_alone_leads_to_a_page(page: Any, address: str) -> None:
    page.goto(address)
    found(page, "mailbox")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-activedescendant") == "search-1"
    assert page.get_by_role("option", selected=True).count() == 1
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/n-mailbox.html")
    assert page.locator("h1").inner_text() == "Mailbox"


def test_nothing_found_is_said(page: Any, address: str) -> None:
    page.goto(address)
    assert found(page, "xyzzy") == []
    assert "xyzzy" in page.locator(".search-panel").inner_text()


def test_a_slash_in_a_field_is_a_slash(page: Any, address: str) -> None:
    page.goto(address + "explorer.html")
    field = page.get_by_role("combobox", name="What fails")
    field.press_sequentially("a/b")
    assert field.input_value() == "a/b"


def test_the_search_works_from_a_disk(page: Any, folder: Path) -> None:
    page.goto((folder / "team/n-messaging.html").as_uri())
    assert found(page, "mailbox")[0] == "Mailbox"
    page.keyboard.press("Enter")
    page.wait_for_url("file://**/n-mailbox.html")


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "\\", "((((", "[", "*", "'\"", "\u202e", "a" * 2000])
def test_whatever_is_typed_is_only_looked_for(page: Any, address: str, query: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).fill(query)
    page.locator(".search-panel").wait_for(state="attached")
    assert page.locator(".search-panel img").count() == 0
