"""The website: a landscape becomes pages that open from a disk, a server or an archive, and fetch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Report, TextFile
from itsm_as_code.website._assets import assets
from itsm_as_code.website._drawing import Told, entity_pages
from itsm_as_code.website._explorer import explorer
from itsm_as_code.website._lists import lists
from itsm_as_code.website._machines import for_machines
from itsm_as_code.website._publication import Publication, Step, Touched
from itsm_as_code.website._search import search_data
from itsm_as_code.website._shards import shards
from itsm_as_code.website._site import sites_of
from itsm_as_code.website._words import LANGUAGES

__all__ = ["LANGUAGES", "Publication", "Step", "Touched", "pages"]


def pages(
    landscape: Landscape,
    report: Report,
    publication: Publication,
    processes: int = 1,
    told: Told | None = None,
) -> Iterator[TextFile]:
    """Every file of the site in all its languages, paths relative to its root. The same input gives the same bytes.

    `told` hears how many pages are drawn, and of how many.

    Raises:
        WrongUse: the site doesn't speak a language, or its logo is no picture.
    """
    sites = list(sites_of(landscape, report, publication))
    several = (part(site) for site in sites for part in (lists, shards, explorer))
    return chain(
        *several,
        map(search_data, sites),
        entity_pages(sites, processes, told),
        for_machines(sites),
        assets(publication),
    )
