"""The website: a landscape becomes pages that open from a disk, a server or an archive, and fetch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Report, TextFile
from itsm_as_code.schemas import LocalText
from itsm_as_code.website import _addresses
from itsm_as_code.website._entity import entity_page
from itsm_as_code.website._lists import lists
from itsm_as_code.website._site import Site, site_of
from itsm_as_code.website._words import LANGUAGES, words_of

__all__ = ["LANGUAGES", "pages"]


def pages(landscape: Landscape, report: Report, title: LocalText, language: str = "en") -> Iterator[TextFile]:
    """Every file of the site in one language, paths relative to its root. The same input gives the same bytes.

    Raises:
        WrongUse: the site doesn't speak the language.
    """
    return _pages(site_of(landscape, report, title, words_of(language), language))


def _pages(site: Site) -> Iterator[TextFile]:
    yield from lists(site)
    yield from (entity_page(site, entity) for entity in site.landscape.entities.values())
    yield TextFile(_addresses.STYLE, files(__name__).joinpath("assets", "style.css").read_bytes())
