"""The explorer says in a browser what the Python engine says, by keyboard, from a disk, from a link."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from itsm_as_code.graph import Impact, Landscape, Level, Scenario, impact, select
from itsm_as_code.schemas import spoken_time
from itsm_as_code.website._addresses import page_of
from tests.website._sites import TODAY


class Asked(NamedTuple):
    link: str
    failed: dict[str, Level]
    duration: int | None = None
    start: datetime | None = None


MORNING = datetime(2026, 6, 2, 2, tzinfo=UTC)
TEN = [
    Asked("down=ci:mbx-1", {"ci:mbx-1": Level.DOWN}),
    Asked("down=ci:mbx-1&down=ci:mbx-2", {"ci:mbx-1": Level.DOWN, "ci:mbx-2": Level.DOWN}),
    Asked(
        "down=ci:mbx-1&down=ci:mbx-2&for=3h&from=2026-06-02T02:00Z",
        {"ci:mbx-1": Level.DOWN, "ci:mbx-2": Level.DOWN},
        3 * 3600,
        MORNING,
    ),
    Asked("down=ci:hz-san-1&for=3h", {"ci:hz-san-1": Level.DOWN}, 3 * 3600),
    Asked("down=ci:hz-san-1&for=8h&from=2026-06-02T02:00Z", {"ci:hz-san-1": Level.DOWN}, 8 * 3600, MORNING),
    Asked("degraded=service:directory&for=1d", {"service:directory": Level.DEGRADED}, 86_400),
    Asked("at-risk=service:email", {"service:email": Level.AT_RISK}),
    Asked("down=place:hz-room-1&for=30m", {"place:hz-room-1": Level.DOWN}, 1800),
    Asked("down=ci:hz-site&from=2026-06-02T02:00Z", {"ci:hz-site": Level.DOWN}, None, MORNING),
    Asked(
        "down=label:site=hangzhou,kind:ci&for=2d&from=2026-06-29T16:00Z",
        {"label:site=hangzhou,kind:ci": Level.DOWN},
        2 * 86_400,
        datetime(2026, 6, 29, 16, tzinfo=UTC),
    ),
]


@pytest.mark.parametrize("asked", TEN, ids=lambda asked: asked.link)
def test_browser_and_command_line_agree(page: Any, address: str, landscape: Landscape, asked: Asked) -> None:
    failed = {ref: level for text, level in asked.failed.items() for ref in select(landscape, text)}
    answer = impact(landscape, Scenario(failed, asked.duration, asked.start), TODAY)
    page.goto(f"{address}explorer.html#{asked.link}")
    page.locator(".outcome").wait_for()
    while page.locator("button.more").count():
        page.locator("button.more").first.click()
    assert shown(page) == expected(answer)
    assert breaches(page) == {page_of(one.agreement) for one in answer.costs if one.breach}
    contacts = page.locator(".consequences > ul.plain").last.locator("li").count() if answer.contacts else 0
    assert contacts == len(answer.contacts)


def shown(page: Any) -> set[tuple[str, str, str]]:
    """Level, page and time of each that is listed."""
    script = """
        [...document.querySelectorAll('.hit')].flatMap(list => [...list.children].map(row => [
            list.previousElementSibling.querySelector('svg').classList[1],
            new URL(row.querySelector('.who a').href).pathname.replace('/catalogue/', ''),
            row.querySelector('.when').textContent.replaceAll('\\u00a0', ' ')]))
    """
    return {tuple(one) for one in page.evaluate(script)}


def expected(answer: Impact) -> set[tuple[str, str, str]]:
    def when(after: int) -> str:
        return f"after {spoken_time(after)}" if after else "at once"

    return {(one.level.word, page_of(one.ref), when(one.after)) for one in answer.impacted}


def breaches(page: Any) -> set[str]:
    script = """
        [...document.querySelectorAll('.promises .breach .who a:first-of-type')]
            .map(one => new URL(one.href).pathname.replace('/catalogue/', ''))
    """
    return {path for path in page.evaluate(script) if "/service/" not in path}


def test_the_keyboard_alone_asks_and_changes_a_question(page: Any, address: str) -> None:
    page.goto(address + "explorer.html")
    page.get_by_role("combobox", name="What fails").focus()
    page.keyboard.type("mbx-1")
    page.keyboard.press("Enter")
    page.keyboard.type("mailboxes 2")
    page.keyboard.press("Enter")
    assert page.url.endswith("#down=ci:mbx-1&down=ci:mbx-2")
    assert "1 down" in page.locator(".outcome").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.url.endswith("&for=5m")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.chip select')"):
            break
    page.keyboard.press("ArrowDown")
    assert "degraded=ci:mbx-1" in page.url
    assert page.evaluate("document.activeElement.matches('.chip select')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#down=ci:mbx-2&for=5m")


def test_each_entity_leads_to_its_own_question(page: Any, address: str) -> None:
    page.goto(address + "entity/ci/s-default/n-mbx-1.html")
    page.get_by_role("link", name="What if this fails?").click()
    page.locator(".chip bdi").first.wait_for()
    assert page.locator(".chip bdi").all_inner_texts() == ["Mailboxes 1"]


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_long_reasons_stay_within_the_page(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "explorer.html#down=ci:mbx-1&down=ci:mbx-2")
    page.locator(".hit summary").first.wait_for()
    assert page.locator(".hit summary").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")


def test_a_large_answer_draws_what_matters_and_lists_all(page: Any, address: str) -> None:
    page.goto(address + "explorer.html#down=kind:ci")
    assert page.locator(".effect .box").count() <= 32
    assert "others that are hit are in the list" in page.locator(".left-out").inner_text()
    page.set_viewport_size({"width": 360, "height": 740})
    page.reload()
    assert page.locator(".effect .box").count() <= 10


def test_a_link_holds_the_whole_question(page: Any, address: str) -> None:
    page.goto(
        address + "explorer.html#down=ci:mbx-1&degraded=kind:ci,label:site=hangzhou&for=1d12h&from=2026-06-02T02:00Z"
    )
    before = page.locator(".explorer").inner_text()
    page.goto(address)
    page.go_back()
    page.locator(".outcome").wait_for()
    assert page.locator(".explorer").inner_text() == before
    assert page.get_by_label("From", exact=False).input_value() == "2026-06-02T10:00"
    assert "--select label" in before or "--select kind:ci,label:site=hangzhou" in before


def test_the_explorer_works_from_a_disk(page: Any, folder: Path) -> None:
    page.goto((folder / "zh/explorer.html").as_uri() + "#down=ci:mbx-1&down=ci:mbx-2&for=3h")
    assert "中断" in page.locator(".outcome").inner_text()
    page.get_by_role("combobox", name="什么发生故障").press_sequentially("host")
    page.keyboard.press("Enter")
    assert "down=ci:" in page.url


def test_a_reason_is_told_down_to_what_fails(page: Any, address: str) -> None:
    page.goto(address + "explorer.html#down=ci:hz-rack-a")
    page.locator(".hit summary").first.press("Enter")
    steps = page.locator(".steps").first.locator("li").all_inner_texts()
    assert len(steps) > 1
    assert steps[-1].endswith("fails by itself")


@pytest.mark.parametrize(
    "link", ["down=ci:nobody", "down=%3Cimg%20src%3Dx%3E", "for=x&from=y", "down=&&=&down", "down=a%"]
)
def test_a_link_that_means_nothing_says_so(page: Any, address: str, link: str) -> None:
    page.goto(f"{address}explorer.html#{link}")
    assert page.locator(".outcome").inner_text()
    assert page.locator(".explorer img").count() == 0
