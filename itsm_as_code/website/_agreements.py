"""The page of all promises: how each stands, when it ends, when it was looked at; those in trouble first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from itsm_as_code.graph import AGREEMENTS, in_force
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.hours import due
from itsm_as_code.model import Severity, TextFile
from itsm_as_code.reading import Entity
from itsm_as_code.website import _addresses
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Site, anchor, kind_label, target
from itsm_as_code.website._strip import spoken, strip

SOON = 90
"""Days before its end from which an agreement is said to end soon."""
MOST = 1_000
"""The most agreements one page lists."""
_SHOWN = ("draft", "agreed")


class Promised(NamedTuple):
    """An agreement on the page of promises; `weight` is how much trouble it is in."""

    anchor: Anchor
    kind: str
    subjects: tuple[Anchor, ...]
    party: Anchor | None
    strip: Markup
    figures: tuple[str, ...]
    ends: str
    left: str
    reviewed: str
    troubles: tuple[str, ...]
    weight: int


def promises_page(site: Site) -> TextFile:
    """Every agreement that isn't a template or retired."""
    agreements = (one for kind in AGREEMENTS for one in site.landscape.by_kind.get(kind, ()))
    rows = [_promised(site, one) for one in agreements if one.model.spec.status in _SHOWN]
    rows.sort(key=lambda one: (-one.weight, one.ends or "9999", one.anchor.ref))
    more = len(rows) - MOST
    return render(
        "promises.html",
        _addresses.PROMISES,
        site,
        troubled=[one for one in rows[:MOST] if one.weight],
        calm=[one for one in rows[:MOST] if not one.weight],
        more=site.words.count("more", more) if more > 0 else "",
    )


def _promised(site: Site, agreement: Entity) -> Promised:
    standing = site.analysis.standings.get(agreement.ref)
    term, today = agreement.model.spec.term, site.publication.today
    party = next((one for one in ("customer", "supplier", "provider") if target(site, agreement.ref, one)), "")
    party_ref = target(site, agreement.ref, party) if party else None
    troubles = troubles_of(site, agreement)
    return Promised(
        anchor(site, agreement.ref),
        kind_label(site, agreement.ref.kind),
        tuple(anchor(site, ref) for ref in subjects(site.landscape, agreement.ref)),
        anchor(site, party_ref) if party_ref else None,
        Markup(strip(standing, site.words)) if standing else Markup(""),  # noqa: S704 - figures and escaped words
        spoken(standing, site.words) if standing else (),
        term.end.isoformat() if term and term.end else "",
        _left(site, term.end, today) if term and term.end else "",
        _reviewed(agreement),
        tuple(words for _, words in troubles),
        max((weight for weight, _ in troubles), default=0),
    )


def troubles_of(site: Site, agreement: Entity) -> list[tuple[int, str]]:
    """What is wrong with an agreement, gravest first, each with its weight."""
    words, today = site.words, site.publication.today
    standing = site.analysis.standings.get(agreement.ref)
    term = agreement.model.spec.term
    found = []
    if standing and standing.impossible:
        found.append((9, words.say("trouble_impossible")))
    elif standing and standing.unlikely:
        found.append((7, words.say("trouble_unlikely")))
    if today and term and term.end and agreement.model.spec.status == "agreed":
        left = (term.end - today).days
        found += [(8, words.say("trouble_ended"))] if left < 0 else []
        found += [(6, words.say("trouble_ends", time=words.count("day", left)))] if 0 <= left <= SOON else []
    if today and term and term.review_every and in_force(agreement, today) and _review_due(agreement) < today:
        found.append((4, words.say("trouble_review", day=_review_due(agreement).isoformat())))
    errors = sum(one.severity is Severity.ERROR for one in site.findings.get(agreement.ref, ()))
    found += [(5, words.count("error", errors))] if errors else []
    found += [(3, words.say("trouble_draft"))] if agreement.model.spec.status == "draft" else []
    return sorted(found, reverse=True)


def _review_due(agreement: Entity) -> date:
    spec = agreement.model.spec
    return due(max((one.on for one in spec.reviews), default=spec.term.start), spec.term.review_every)


def _left(site: Site, end: date, today: date | None) -> str:
    if today is None or end < today:
        return ""
    return site.words.say("days_left", time=site.words.count("day", (end - today).days))


def _reviewed(agreement: Entity) -> str:
    return max((one.on.isoformat() for one in agreement.model.spec.reviews), default="")
