"""The templates: escaping everywhere, nothing undefined, every text cut and its hidden characters made visible."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from itsm_as_code.model import TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._site import Site, kind_label, said
from itsm_as_code.website._text import LONG, address, cut, one_line, visible


def render(template: str, page: str, site: Site, **values: Any) -> TextFile:
    """A page from its template. Texts go in as they were written; making them safe happens here, once."""
    frame = {
        "w": site.words.phrases,
        "words": site.words,
        "root": _addresses.way_up(page),
        "page": page,
        "site_title": said(site.title, site.language),
        "language": site.language,
        "navigation": _navigation(site),
    }
    text = _environment().get_template(template).render(frame | values)
    return TextFile(page, text.encode())


def _navigation(site: Site) -> tuple[tuple[str, str], ...]:
    listed = [kind for kind in ("service", "team") if kind in site.kinds]
    return (
        (site.words.say("home"), _addresses.HOME),
        *((kind_label(site, kind, True), _addresses.page_of_kind(kind)) for kind in listed),
        (site.words.say("findings"), _addresses.FINDINGS),
    )


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
