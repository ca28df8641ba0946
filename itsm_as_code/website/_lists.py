"""The pages that list: the first page, a page per kind, what has no owner, and all findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itsm_as_code.graph import AGREEMENTS
from itsm_as_code.model import Finding, Ref, TextFile
from itsm_as_code.reading import Entity
from itsm_as_code.website import _addresses, _spoken
from itsm_as_code.website._agreements import promises_page
from itsm_as_code.website._changes import changes_page
from itsm_as_code.website._clauses import clauses_page
from itsm_as_code.website._entry import audience, price
from itsm_as_code.website._history import history_page
from itsm_as_code.website._map import map_page
from itsm_as_code.website._markdown import first_sentence
from itsm_as_code.website._promises import short_promise
from itsm_as_code.website._render import render
from itsm_as_code.website._site import (
    Anchor,
    Row,
    Said,
    Site,
    anchor,
    kind_label,
    row,
    said,
    severities,
    tally,
    target,
)

OWNED = ("service", "ci", *AGREEMENTS)
"""The kinds for which somebody has to answer."""
MOST_FINDINGS = 2_000
"""The most findings that one page lists."""
_CRITICALITY = ("critical", "high", "medium", "low")


class Offer(NamedTuple):
    """A line of the catalogue."""

    anchor: Anchor
    sentence: Said
    price: str
    promise: str
    delivery: str


def lists(site: Site) -> Iterator[TextFile]:
    """All pages that list."""
    yield _home(site)
    yield from (_kind(site, kind) for kind in site.kinds)
    yield _unowned(site)
    yield promises_page(site)
    yield changes_page(site)
    yield history_page(site)
    yield map_page(site)
    yield clauses_page(site)
    yield _findings(site)
    yield render("404.html", _addresses.NOT_FOUND, site)


def by_title(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of their titles."""
    return sorted(rows, key=lambda one: (one.anchor.said.text.casefold(), one.anchor.ref))


def _home(site: Site) -> TextFile:
    kinds = Counter(ref.kind for ref in site.landscape.entities)
    numbers = [(kind_label(site, kind, True), kinds[kind], _addresses.page_of_kind(kind)) for kind in sorted(kinds)]
    return render(
        "home.html",
        _addresses.HOME,
        site,
        shelves=shelves(site),
        customers=_customers(site),
        numbers=sorted(numbers),
        findings=tally(site, site.report.findings),
        read=(site.words.count("file", site.report.files), site.words.count("entity", site.report.entities)),
    )


def shelves(site: Site, customer: Ref | None = None) -> list[tuple[str, list[Offer]]]:
    """The offers by category, all or those for a customer; those without a category come last."""
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for entity in site.landscape.by_kind.get("catalogentry", ()):
        if customer is None or customer in (audience(site, entity.ref) or (customer,)):
            found[(entity.model.spec.category or "").replace("-", " ")].append(_offer(site, entity))
    order = sorted(found, key=lambda category: (not category, category.casefold(), category))
    return [(category, sorted(found[category], key=_by_text)) for category in order]


def _customers(site: Site) -> list[Anchor]:
    """Those for whom something is offered: their pages list it."""
    named = {ref for one in site.landscape.by_kind.get("catalogentry", ()) for ref in audience(site, one.ref)}
    return [anchor(site, ref) for ref in sorted(named) if ref in site.landscape.entities]


def _by_text(offer: Offer) -> tuple[str, Ref]:
    return offer.anchor.said.text.casefold(), offer.anchor.ref


def _offer(site: Site, entry: Entity) -> Offer:
    sla = target(site, entry.ref, "sla")
    agreement = site.landscape.entities.get(sla) if sla and sla.kind == "sla" else None
    spec = entry.model.spec
    delivery = spec.request.delivery if spec.request else None
    return Offer(
        anchor(site, entry.ref),
        sentence(site, entry),
        price(site, entry),
        short_promise(site, agreement) if agreement else "",
        _spoken.span(delivery, site.words) if delivery else "",
    )


def sentence(site: Site, entity: Entity) -> Said:
    """What an entity is, in one sentence."""
    description = entity.model.metadata.description
    spoken = said(description, site.language) if description else Said("")
    return spoken._replace(text=first_sentence(spoken.text)) if spoken.text else spoken


def _kind(site: Site, kind: str) -> TextFile:
    label = kind_label(site, kind, True)
    parts = site.sharded.get(kind, ())
    shards = [(part[0].name, part[-1].name, _addresses.page_of_shard(kind, n)) for n, part in enumerate(parts)]
    groups = [] if shards else _grouped(site, kind)
    return render("kind.html", _addresses.page_of_kind(kind), site, label=label, groups=groups, shards=shards)


def _grouped(site: Site, kind: str) -> list[tuple[str, list[Row]]]:
    """Services by criticality, configuration items by type, all others in one list."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for entity in site.landscape.by_kind.get(kind, ()):
        found[_group(site, entity)].append(row(site, entity.ref))
    known = [site.words.value(word) for word in _CRITICALITY]
    order = sorted(found, key=lambda one: (known.index(one) if one in known else len(known), one.casefold(), one))
    return [(group, by_title(found[group])) for group in order]


def _group(site: Site, entity: Entity) -> str:
    if entity.ref.kind == "service":
        return site.words.value(entity.facts.criticality)
    kind = target(site, entity.ref, "type") if entity.ref.kind == "ci" else None
    return anchor(site, kind).said.text if kind else ""


def _unowned(site: Site) -> TextFile:
    """What has no owner, and what has one that isn't known."""
    rows = [row(site, ref) for ref in site.landscape.entities if ref.kind in OWNED or target(site, ref, "owner")]
    orphans = [one for one in rows if one.owner is None or one.owner.ref.kind != "team" or not one.owner.href]
    return render("unowned.html", _addresses.UNOWNED, site, groups=by_kind(site, orphans))


def by_kind(site: Site, rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Rows under the name of their kind."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for one in rows:
        found[one.anchor.ref.kind].append(one)
    return [(kind_label(site, kind, True), by_title(found[kind])) for kind in sorted(found)]


def _findings(site: Site) -> TextFile:
    by_severity = {word: [one for one in site.report.findings if one.severity.word == word] for word in severities()}
    listed = [one for several in by_severity.values() for one in several]
    more = len(listed) - MOST_FINDINGS
    return render(
        "findings.html",
        _addresses.FINDINGS,
        site,
        tally=tally(site, listed),
        findings=[told(site, one) for one in listed[:MOST_FINDINGS]],
        more=site.words.count("more", more) if more > 0 else "",
    )


class Told(NamedTuple):
    """A finding, and the entity it is about."""

    finding: Finding
    severity: str
    anchor: Anchor | None
    place: str


def told(site: Site, finding: Finding) -> Told:
    """A finding as pages tell it."""
    place = finding.location
    where = f"{place.path}:{place.line}:{place.column}" if place.line else place.path
    about = anchor(site, finding.ref) if finding.ref else None
    return Told(finding, site.words.say(f"severity_{finding.severity.word}"), about, where)
