"""Makes sites from texts, and reads pages as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from itsm_as_code.graph import connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import SiteSettings, read
from itsm_as_code.schemas import LocalText
from itsm_as_code.validators import check
from itsm_as_code.website import Publication, pages
from itsm_as_code.website._site import Site, sites_of

EXAMPLES = Path(__file__).parents[2] / "examples"
TITLE = LocalText((("", "Test house"),))
TODAY = date(2026, 6, 1)
_TAGS = """
    html head meta title link body a header p nav ul ol li main footer h1 h2 h3 h4 h5 h6 section div span bdi dl dt dd
    table caption thead tbody tr th td code pre em strong blockquote hr br svg g rect path text desc
    label input button form select option textarea circle details summary
"""
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = """
    lang charset http-equiv content name rel href class id aria-label aria-labelledby aria-current tabindex role dir
    title scope colspan viewbox width height x y rx d start type for placeholder autocomplete spellcheck
    hreflang data-root data-top data-search data-theme-switch data-explorer data-scripts data-label aria-hidden cx cy r
    method enctype value min max maxlength step required checked selected rows
"""
OWN_SCRIPT = re.compile(r"(?:\.\./)*(?:assets|data)/[a-z]+\.js")
MOVED = re.compile(r"0; url=(?:\.\./)*(?:entity|team)/[\w./~-]+\.html")
ATTRIBUTES = frozenset(_ATTRIBUTES.split())


def text_files(*texts: str) -> list[TextFile]:
    return [TextFile(f"file-{number}.yaml", text.encode()) for number, text in enumerate(texts)]


def example_files() -> list[TextFile]:
    places = sorted(place for place in EXAMPLES.rglob("*.yaml") if place.name != "itsm.yaml")
    return [TextFile(place.relative_to(EXAMPLES).as_posix(), place.read_bytes()) for place in places]


def site_from(files: Iterable[TextFile], language: str = "en") -> Site:
    landscape = connect(read(files))
    return next(sites_of(landscape, check(landscape, TODAY), published(language)))


def published(*languages: str, title: LocalText = TITLE, **settings: Any) -> Publication:
    return Publication(title, SiteSettings(languages=languages, **settings), today=TODAY)


def built(files: Iterable[TextFile], *languages: str, title: LocalText = TITLE, **settings: Any) -> dict[str, str]:
    landscape = connect(read(files))
    publication = published(*(languages or ("en",)), title=title, **settings)
    made = list(pages(landscape, check(landscape, TODAY), publication))
    assert len({page.path.lower() for page in made}) == len(made)
    return {page.path: page.data.decode() for page in made}


def write(site: dict[str, str], folder: Path) -> None:
    for path, text in site.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")


class Page(HTMLParser):
    """What a browser finds in a page: tags, attributes, addresses, anchors and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def addresses(self) -> list[str]:
        return [given[key] for _, given in self.tags for key in ("href", "src") if key in given]

    @property
    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.tags if "id" in given]


def harms(text: str) -> list[str]:
    """Everything in a page that this site never writes."""
    found = []
    for tag, given in Page(text).tags:
        if tag == "script" and set(given) <= {"src", "defer"} and OWN_SCRIPT.fullmatch(given.get("src", "")):
            continue
        found += [f"<{tag}>"] if tag not in TAGS else []
        found += [f"<{tag} {key}>" for key in given if key not in ATTRIBUTES and (tag, key) != ("form", "action")]
        found += [given["href"]] if tag == "link" and "://" in given["href"] and given.get("rel") != "alternate" else []
        refresh = given.get("http-equiv", "").lower() == "refresh"
        found += ["meta refresh"] if refresh and not MOVED.fullmatch(given.get("content", "")) else []
        address = given.get("href", "")
        if tag == "form" and re.match(r"mailto:[\w.+-]+@[\w.-]+\?subject=[\w.~%/-]*$", given.pop("action", "")) is None:
            found += ["form"]
        scheme = address.partition(":")[0].lower() if ":" in address.partition("/")[0] else ""
        found += [address] if scheme not in ("", "http", "https", "mailto") or address.startswith("//") else []
    return found
