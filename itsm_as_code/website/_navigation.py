"""What stands in the head of every page."""

from __future__ import annotations

from itsm_as_code.website import _addresses
from itsm_as_code.website._site import Site, kind_label


def navigation(site: Site) -> tuple[tuple[str, str], ...]:
    """Label and page of each of the ways through the site."""
    listed = [kind for kind in ("service", "team") if kind in site.kinds]
    return (
        (site.words.say("catalogue"), _addresses.HOME),
        *((kind_label(site, kind, True), _addresses.page_of_kind(kind)) for kind in listed),
        (site.words.say("explorer"), _addresses.EXPLORER),
        (site.words.say("findings"), _addresses.FINDINGS),
    )
