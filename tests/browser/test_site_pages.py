"""Every kind of page: nothing that axe finds, nothing wider than a phone, themes and languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.website._sites import built, example_files

AXE = Path(__file__).parents[2] / "itsm_as_code/website/frontend/node_modules/axe-core/axe.min.js"
SCENARIO = "explorer.html#down=ci:mbx-1&down=ci:mbx-2&for=3h&from=2026-06-02T02:00Z"
NARROW = {"width": 360, "height": 740}


def kinds_of_page() -> list[str]:
    """Each page at the top, and the first of each folder with its own kind of page."""
    found: dict[str, str] = {}
    for path in sorted(built(example_files(), "en")):
        if path.endswith(".html"):
            parts = path.split("/")
            found.setdefault(path if len(parts) == 1 else "/".join(parts[: 2 if parts[0] == "entity" else 1]), path)
    return sorted({*found.values(), "team/unowned.html", SCENARIO})


PAGES = kinds_of_page()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Any, address: str, path: str) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core here: npm ci in the front end's folder")
    page.goto(address + path)
    found = audit(page)
    page.emulate_media(color_scheme="dark")
    page.goto(address + "zh/" + path)
    found += audit(page)
    assert found == []


def audit(page: Any) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("axe.run().then(found => found.violations)")
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(page: Any, address: str, path: str) -> None:
    page.set_viewport_size(NARROW)
    for language in ("", "zh/"):
        page.goto(address + language + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], language


def test_the_theme_that_was_chosen_stays_and_never_flashes(page: Any, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    light = paper(page)
    page.locator("[data-theme-switch]").click()
    dark = paper(page)
    assert dark != light
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.early = document.documentElement.dataset.theme })"
    )
    page.goto(address + "findings.html")
    assert page.evaluate("window.early") == "dark"
    assert paper(page) == dark
    page.locator("[data-theme-switch]").press("Enter")
    page.reload()
    assert paper(page) == light


def paper(page: Any) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def test_the_other_language_shows_the_same_page(page: Any, address: str) -> None:
    page.goto(address + "entity/service/s-default/n-email.html")
    page.get_by_role("link", name="中文").click()
    assert page.url == address + "zh/entity/service/s-default/n-email.html"
    assert "企业邮箱" in page.locator("h1").inner_text()
    page.get_by_role("link", name="English").click()
    assert "Corporate e-mail" in page.locator("h1").inner_text()


def test_without_scripts_everything_but_search_and_explorer_is_there(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "explorer.html")
    assert "itsm impact" in page.locator("main").inner_text()
    page.get_by_role("link", name="Services").click()
    assert "Corporate e-mail" in page.locator("main").inner_text()
    context.close()


def test_a_page_of_an_entity_weighs_little(page: Any, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(address + "entity/service/s-default/n-email.html")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 60_000, json.dumps(sizes)
