"""The website: a landscape becomes pages that open from a disk, a server or an archive, and fetch nothing."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Report, TextFile
from itsm_as_code.website._assets import assets
from itsm_as_code.website._entity import entity_page
from itsm_as_code.website._explorer import explorer
from itsm_as_code.website._lists import lists
from itsm_as_code.website._publication import Publication
from itsm_as_code.website._search import search_data
from itsm_as_code.website._site import Site, sites_of
from itsm_as_code.website._words import LANGUAGES

__all__ = ["LANGUAGES", "Publication", "pages"]


def pages(landscape: Landscape, report: Report, publication: Publication) -> Iterator[TextFile]:
    """Every file of the site in all its languages, paths relative to its root. The same input gives the same bytes.

    Raises:
        WrongUse: the site doesn't speak a language.
    """
    sites = list(sites_of(landscape, report, publication))
    return (page for several in (*map(_pages, sites), assets(publication)) for page in several)


def _pages(site: Site) -> Iterator[TextFile]:
    yield from lists(site)
    yield from explorer(site)
    yield search_data(site)
    yield from (entity_page(site, entity) for entity in site.landscape.entities.values())
