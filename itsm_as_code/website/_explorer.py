"""The explorer: its page, and what it has to know to answer in a browser what `itsm impact` answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.model import Ref, TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._explorer_index import Told, explorer_index, known_and_named
from itsm_as_code.website._render import render
from itsm_as_code.website._script_data import data_script, plain_text, words_data
from itsm_as_code.website._selection_index import selection_index
from itsm_as_code.website._site import Site, anchor
from itsm_as_code.website._text import SHORT

_UNKNOWN_DAY = date(1970, 1, 1)
"""A site that speaks of no day knows of no outage what it costs."""
_PHRASES = ("gap", "listed", "percent")
_COUNTS = ("day", "hour", "minute", "second", "more", "entity")


def explorer(site: Site) -> Iterator[TextFile]:
    """The page, and beside it its data."""
    refs = known_and_named(site.landscape)
    data = {
        "index": explorer_index(site.landscape, site.publication.today or _UNKNOWN_DAY, lambda ref: _told(site, ref)),
        "selection": selection_index(site.landscape, refs, site.publication.selectors),
        "words": words_data(site.words, ("explorer_",), _PHRASES, _COUNTS),
    }
    yield render("explorer.html", _addresses.EXPLORER, site)
    yield TextFile(site.prefix + _addresses.EXPLORER_DATA, data_script("itsmExplorer", data))


def _told(site: Site, ref: Ref) -> Told:
    found = anchor(site, ref)
    return Told(plain_text(found.said.text, SHORT), found.href)
