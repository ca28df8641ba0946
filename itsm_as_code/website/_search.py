"""What the search looks through: names and titles in all languages, owners, and the beginning of what is said."""

from __future__ import annotations

from itsm_as_code.graph import target_of
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._navigation import navigation
from itsm_as_code.website._script_data import data_script, plain_text, words_data
from itsm_as_code.website._site import Site, anchor, kind_label, said
from itsm_as_code.website._text import SHORT

SAID = 160
"""How much of a description is looked through."""
_FIRST = ("catalogentry", "service", "team", "ci", "sla")
"""Of several that fit as well, those of these kinds are told first."""


def search_data(site: Site) -> TextFile:
    """The rows of the search in one language."""
    kinds = sorted(site.kinds, key=lambda kind: (_FIRST.index(kind) if kind in _FIRST else len(_FIRST), kind))
    number = {kind: at for at, kind in enumerate(kinds)}
    rows: list[list[str | int]] = [[page, "", label, "", len(kinds), ""] for label, page in navigation(site)]
    rows += [_row(site, ref, number[ref.kind]) for ref in site.landscape.entities]
    labels = [*(kind_label(site, kind) for kind in kinds), site.words.say("search_page")]
    data = {
        "index": {"rows": rows, "kinds": labels},
        "words": words_data(site.words, ("search_",), (), ()),
    }
    return TextFile(site.prefix + _addresses.SEARCH_DATA, data_script("itsmSearch", data))


def _row(site: Site, ref: Ref, kind: int) -> list[str | int]:
    found, metadata = anchor(site, ref), site.landscape.entities[ref].model.metadata
    title = plain_text(found.said.text, SHORT)
    titles = (plain_text(text, SHORT) for _, text in (metadata.title.texts if metadata.title else ()))
    names = [*(one for one in titles if one != title), *metadata.aliases]
    owner = target_of(site.landscape, ref, "owner")
    about = [anchor(site, owner).said.text] if owner else []
    about += [said(metadata.description, site.language).text] if metadata.description else []
    return [found.href, str(ref), title, " ".join(dict.fromkeys(names)), kind, plain_text(" · ".join(about), SAID)]
