"""The templates: escaping everywhere, nothing undefined, every text cut and its hidden characters made visible."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itsm_as_code.model import TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._assets import logo_of, scripts
from itsm_as_code.website._navigation import navigation
from itsm_as_code.website._site import Site, said
from itsm_as_code.website._text import LONG, address, cut, one_line, visible
from itsm_as_code.website._words import words_of


def render(template: str, page: str, site: Site, **values: Any) -> TextFile:
    """A page from its template. Texts go in as they were written; making them safe happens here, once.

    `page` is the same in every language: the way from the root of the language's own pages.
    """
    frame = {
        "w": site.words.phrases,
        "words": site.words,
        "root": _addresses.way_up(page),
        "top": _addresses.way_up(site.prefix + page),
        "page": page,
        "site_url": _site_url(site),  # search engines take no other way to a page's translations
        "site_title": said(site.publication.title, site.language),
        "logo": logo_of(site.publication),
        "language": site.language,
        "languages": _languages(site),
        "scripts": scripts(),
        "form_target": NOWHERE,
        "navigation": navigation(site),
    }
    text = _environment().get_template(template).render(frame | values)
    return TextFile(site.prefix + page, text.encode())


def _site_url(site: Site) -> str:
    """Where the site will lie; nothing where nobody said."""
    url = site.publication.settings.url
    return f"{url.rstrip('/')}/" if url else ""


def _languages(site: Site) -> tuple[tuple[str, str, str], ...]:
    """Tag, own name and folder of each language, where there are several."""
    tags = tuple(dict.fromkeys(site.publication.settings.languages))
    names = ((tag, words_of(tag).say("language_name"), site.publication.prefix(tag)) for tag in tags)
    return tuple(names) if len(tags) > 1 else ()


NOWHERE = Markup("'none'")
"""Whither a page may send a form, by its Content-Security-Policy."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("itsm_as_code.website", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    environment.filters |= {"short": one_line, "address": address}
    return environment


def _shown(value: Any) -> Any:
    """Every value on its way into a page; what is markup already was made by this room."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(cut(value, LONG))
    return value
