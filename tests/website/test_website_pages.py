"""The site as a whole: it holds together, says the same twice, speaks both languages, names every page safely."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

import itsm_as_code
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import connect
from itsm_as_code.model import Ref, Report
from itsm_as_code.reading import read
from itsm_as_code.validators import check
from itsm_as_code.website import LANGUAGES, Step, Touched, _drawing, _site, pages
from tests.website._sites import TODAY, Page, built, example_files, harms, published, text_files

EMAIL = "entity/service/s-default/n-email.html"
SCHEMAS = Path(itsm_as_code.__file__).parent / "schemas/json/answers"
SITEMAP, ATOM = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/2005/Atom}"
MAILBOX = "entity/catalogentry/s-default/n-mailbox.html"


def elements(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own file, not somebody's


@cache
def example(language: str = "en") -> dict[str, str]:
    return built(example_files(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_internal_link_leads_to_a_page_and_to_a_place_on_it(language: str) -> None:
    site = example(language)
    ids = {path: Page(text).ids for path, text in site.items()}
    for path, text in site.items():
        for address in Page(text).addresses:
            if re.match(r"[a-z]+:", address):
                continue
            place, _, part = unquote(address).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            assert target in site, (path, address)
            assert not part or part in ids[target] or target.endswith("explorer.html"), (path, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_well_formed_for_readers_of_all_kinds(language: str) -> None:
    for path, text in example(language).items():
        if not path.endswith(".html"):
            continue
        page = Page(text)
        tags = [tag for tag, _ in page.tags]
        assert ("html", language) in {(tag, given.get("lang")) for tag, given in page.tags}, path
        assert [tags.count(one) for one in ("title", "h1", "main", "header")][1:3] == [1, 1], path
        assert len(page.ids) == len(set(page.ids)), path
        assert tags.count("table") == tags.count("caption"), path
        assert all("scope" in given for tag, given in page.tags if tag == "th"), path
        assert next(given["href"] for tag, given in page.tags if tag == "a") == "#content", path
        assert harms(text) == [], path


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_files() -> None:
    assert built(list(reversed(example_files()))) == example()


def test_there_is_a_page_for_every_entity_kind_and_team() -> None:
    landscape = connect(read(example_files()))
    site = example()
    assert {f"kind/{ref.kind}.html" for ref in landscape.entities} <= set(site)
    assert {"index.html", "404.html", "team/unowned.html", "team/n-messaging.html", "findings.html"} <= set(site)
    former = sum(len(one.model.metadata.formerly) for one in landscape.entities.values())
    assert sum(path.startswith(("entity/", "team/n-")) for path in site) == len(landscape.entities) + former


def test_a_former_name_leads_to_the_new_one() -> None:
    text = "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: a, formerly: [b, c]}\n---\n"
    other = "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: c}\n"
    site = built(text_files(text + other))
    assert 'content="0; url=../../../entity/service/s-default/n-a.html"' in site["entity/service/s-default/n-b.html"]
    assert "refresh" not in site["entity/service/s-default/n-c.html"]


def test_programs_find_every_entity_with_its_titles_and_pages() -> None:
    site = built(example_files(), "en", "zh", url="https://catalogue.example.com/it")
    index = json.loads(site["index.json"])
    email = next(one for one in index["entities"] if one["ref"] == "service:email")
    assert email["title"] == {"en": "Corporate e-mail", "zh": "企业邮箱"}
    assert email["page"] == {"en": EMAIL, "zh": f"zh/{EMAIL}"}
    places = [page.partition("#")[0] for one in index["entities"] for page in one["page"].values()]
    assert set(places) <= set(site)
    answer = json.loads((SCHEMAS / "site.json").read_text("utf-8"))
    Draft202012Validator(answer, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(index)


def test_the_sitemap_names_pages_that_are_there() -> None:
    site = built(example_files(), "en", "zh", url="https://catalogue.example.com/it")
    places = [one.text or "" for one in elements(site["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    assert len(places) > 200
    assert {place.removeprefix("https://catalogue.example.com/it/") for place in places} <= set(site)
    assert "sitemap.xml" not in built(example_files())


def test_the_feed_tells_who_changed_what() -> None:
    touched = (Touched(Ref("service", "default", "email"), "update", ("spec.lifecycle",)),)
    step = Step("f" * 40, "Li <Na>", datetime(2026, 5, 1, 9, tzinfo=UTC), "Live & well </title>", touched)
    publication = replace(published("en", url="https://a.example/"), history=(step,))
    landscape = connect(read(example_files()))
    site = {one.path: one.data.decode() for one in pages(landscape, Report((), 0, 0), publication)}
    (entry,) = elements(site["changes.atom"]).iter(f"{ATOM}entry")
    assert [one.text for one in entry] == [
        *("Live & well </title>", f"urn:git:{'f' * 40}", "2026-05-01T09:00:00+00:00", None, None),
        "update service:email",
    ]
    assert "Live &amp; well &lt;/title&gt;" in site[EMAIL]
    assert "spec.lifecycle" in site["history.html"]


def test_more_entities_than_pages_stand_in_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_site, "MOST_PAGES", 30)
    monkeypatch.setattr(_site, "SHARD", 20)
    site = built(example_files())
    assert not any(path.startswith("entity/ci/") for path in site if "hz-filer" not in path)
    ids = {path: Page(text).ids for path, text in site.items()}
    assert sum(len(found) for path, found in ids.items() if path.startswith("shard/ci/")) > 46
    for address in Page(site[EMAIL]).addresses:
        place, _, part = unquote(address).partition("#")
        if place and ":" not in place:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(EMAIL), place))
            assert not part or part in ids[target] or target == "explorer.html"


@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_draw_the_same(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_drawing, "WORTH_IT", 1)
    landscape = connect(read(example_files()))
    made = pages(landscape, check(landscape, TODAY), published("en"), processes)
    assert {one.path: one.data.decode() for one in made} == example()


def test_every_page_forbids_scripts_and_other_hosts() -> None:
    for path, text in example().items():
        if path.endswith(".html"):
            assert "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'" in text, path
        assert "@import" not in text
        assert "url(" not in text


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("index.html", ["Mailbox", "A mailbox with calendar for one person.", "12.00 CNY per month", "99.9\u00a0%"]),
        (
            MAILBOX,
            [
                "At most 43\u00a0min\u00a012\u00a0s of interruption in a 30-day month.",
                "New firmware for the disk array",
            ],
        ),
        (
            MAILBOX,
            ["someone looks within 15\u00a0min and it is back within 4\u00a0h", "Size in GiB", "help@example.com"],
        ),
        (EMAIL, ["2 of 3 needed", "works without it, but worse", "feels it only after 4\u00a0h", "E-mail Gold"]),
        (EMAIL, ["services/email.yaml:3", "Messaging and identity", "Support teams"]),
        ("team/n-messaging.html", ["Corporate e-mail", "https://oncall.example.com/messaging", "Xu Jing"]),
        ("entity/calendar/s-default/n-business-hours-cn.html", ["09:00–12:00", "13:30–18:00", "Asia/Shanghai"]),
    ],
)
def test_a_page_answers_its_readers_question(path: str, texts: list[str]) -> None:
    text = Page(example()[path]).text
    for one in texts:
        assert one in text


def test_chinese_pages_speak_chinese() -> None:
    text = Page(example("zh")[MAILBOX]).text
    for one in (
        "邮箱",
        "一人一个邮箱，含日历。",
        "在 30 天的月份内，中断时间至多 43\u00a0分钟\u00a012\u00a0秒。",
        "审批人",
    ):
        assert one in text


def test_each_language_has_its_own_pages_and_each_page_leads_to_itself_in_the_others() -> None:
    site = built(example_files(), "en", "zh")
    english = {
        path for path in site if not path.startswith(("zh/", "assets/")) and path not in ("index.json", "changes.atom")
    }
    assert {f"zh/{path}" for path in english} == {path for path in site if path.startswith("zh/")}
    for path in (one for one in english if one.endswith(".html")):
        here, there = Page(site[path]), Page(site[f"zh/{path}"])
        up = "../" * path.count("/")
        assert f"{up}zh/{path}" in here.addresses
        assert f"../{up}{path}" in there.addresses


def test_a_text_in_another_language_is_marked_as_such() -> None:
    site = built(text_files("apiVersion: itsm/v1\nkind: Team\nmetadata: {name: a, title: {zh: 消息组}}\n"))
    assert '<bdi lang="zh">消息组</bdi>' in site["team/n-a.html"]


def test_a_language_the_site_does_not_speak_is_refused() -> None:
    with pytest.raises(WrongUse):
        pages(connect(read([])), Report((), 0, 0), published("tlh"))


def test_an_empty_repository_has_a_site() -> None:
    assert "Nothing is offered yet." in built([])["index.html"]


def test_a_dangling_reference_is_marked_and_leads_nowhere() -> None:
    site = built(
        text_files(
            "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: a, owner: ghosts}\n"
            "spec: {dependsOn: [service:gone, service:broken]}\n",
            "apiVersion: itsm/v1\nkind: Service\nmetadata: {name: broken}\nspec: {colour: red}\n",
        )
    )
    text = site["entity/service/s-default/n-a.html"]
    assert "service:gone</bdi> <span" in text
    assert "(unknown)" in text
    assert "(can’t be read)" in text
    assert "n-gone" not in text
    assert "service:a" in Page(site["team/unowned.html"]).text
    assert "colour" in Page(site["findings.html"]).text


NAMES = (
    "con",
    "nul",
    "aux",
    "com1",
    "lpt1",
    "index",
    "404",
    "assets",
    "search",
    "unowned",
    "con.txt",
    "a.html",
    "0",
)


def test_no_name_becomes_a_file_that_a_system_refuses_or_another_page_has() -> None:
    document = "apiVersion: itsm/v1\nkind: {kind}\nmetadata: {{name: {name}, namespace: {space}}}\n"
    texts = [
        document.format(kind=kind, name=f'"{name}"', space=f'"{space}"')
        for kind in ("Service", "Team")
        for name in NAMES
        for space in ("default", *NAMES)
    ]
    site = built(text_files("---\n".join(texts)))
    assert sum(path.startswith(("entity/", "team/n-", "team/s-")) for path in site) == len(texts)
    folders = {path[: end.start()] for path in site for end in re.finditer("/", path)}
    assert not folders & set(site)
    for path in site:
        assert ".." not in path.split("/")
        assert not any(re.fullmatch(r"(?i)(con|nul|aux|prn|com\d|lpt\d)(\..*)?", part) for part in path.split("/"))
        assert not any(part.endswith((".", " ")) for part in path.split("/"))


def test_a_kind_page_lists_findings_by_word() -> None:
    site = built(text_files("apiVersion: itsm/v1\nkind: Service\nmetadata: {name: a}\n"))
    assert "1 error" in Page(site["kind/service.html"]).text
    assert "owner-exists" in Page(site["entity/service/s-default/n-a.html"]).text
