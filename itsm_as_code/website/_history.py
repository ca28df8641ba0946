"""Who changed what: of everything, and of one entity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.model import Ref, TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._publication import Step, Touched
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Site, anchor

MOST = 200
"""The most steps one page tells."""
NAMED = 6
"""The most entities and fields a step names."""


class Told(NamedTuple):
    """A step as pages tell it."""

    day: str
    author: str
    subject: str
    commit: str
    touched: tuple[tuple[str, Anchor], ...]
    fields: tuple[str, ...]
    more: str


def history_page(site: Site) -> TextFile:
    """The newest steps."""
    steps = [_told(site, one, one.touched) for one in site.publication.history[:MOST]]
    return render("history.html", _addresses.HISTORY, site, steps=steps)


def history_of(site: Site, ref: Ref) -> Iterator[Told]:
    """What was done to one entity; its page needn't name it again."""
    for step, touched in site.history.get(ref, ()):
        told = _told(site, step, (touched,))
        yield told._replace(touched=())


def _told(site: Site, step: Step, touched: tuple[Touched, ...]) -> Told:
    fields = touched[0].fields if len(touched) == 1 else ()
    more = max(len(touched), len(fields)) - NAMED
    return Told(
        step.date.date().isoformat(),
        step.author,
        step.subject,
        step.commit[:7],
        tuple((site.words.value(one.action), anchor(site, one.ref)) for one in touched[:NAMED]),
        fields[:NAMED],
        site.words.count("more", more) if more > 0 else "",
    )
