"""What stands in the head of every page."""

from __future__ import annotations

from itsm_as_code.website import _addresses
from itsm_as_code.website._site import Site, kind_label


def navigation(site: Site) -> tuple[tuple[str, str], ...]:
    """Label and page of each of the ways through the site."""
    say = site.words.say
    service, team = (
        [(kind_label(site, kind, True), _addresses.page_of_kind(kind))] if kind in site.kinds else []
        for kind in ("service", "team")
    )
    return (
        (say("catalogue"), _addresses.HOME),
        *service,
        (say("promises_page"), _addresses.PROMISES),
        (say("changes_page"), _addresses.CHANGES),
        *team,
        (say("explorer"), _addresses.EXPLORER),
        (say("findings"), _addresses.FINDINGS),
    )
