"""What every page needs at hand: the landscape, the words, and how an entity is named and reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import Finding, Ref, Report, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import LocalText, model_of
from itsm_as_code.website import _addresses
from itsm_as_code.website._analysis import Analysis, analysis_of
from itsm_as_code.website._neighbourhood import Adjacent, adjacent
from itsm_as_code.website._places import lines_of
from itsm_as_code.website._planned import Planned, planned_of
from itsm_as_code.website._publication import Publication, Step, Touched
from itsm_as_code.website._words import Words, words_of

MOST_PAGES = 20_000
"""The most entities of a kind of which each has a page; more stand in tables."""
SHARD = 250
"""The entities of one such table."""
Shard = tuple[Ref, ...]
ALWAYS_PAGED = ("catalogentry", "customer", "team", "sla")


class Said(NamedTuple):
    """A text somebody wrote, and its language where that isn't the page's."""

    text: str
    lang: str = ""


class Anchor(NamedTuple):
    """An entity as a page names it; without an address where there is no page to go to."""

    ref: Ref
    said: Said
    href: str = ""
    note: str = ""


class Row(NamedTuple):
    """An entity in a list."""

    anchor: Anchor
    owner: Anchor | None
    state: str
    findings: str


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """The landscape as the site shows it in one language."""

    landscape: Landscape
    report: Report
    publication: Publication
    words: Words
    language: str
    prefix: str
    findings: Mapping[Ref, tuple[Finding, ...]]
    anchors: Mapping[Ref, Anchor]
    lines: Mapping[Ref, int]
    graph: Adjacent
    kinds: tuple[str, ...]
    analysis: Analysis
    planned: tuple[Planned, ...]
    paged: tuple[Ref, ...]
    """The entities that have a page of their own."""
    sharded: Mapping[str, tuple[Shard, ...]]
    """Those that stand in tables, by kind."""
    history: Mapping[Ref, tuple[tuple[Step, Touched], ...]]


def sites_of(landscape: Landscape, report: Report, publication: Publication) -> Iterator[Site]:
    """The site in each of its languages; what all pages look up is gathered once.

    Raises:
        WrongUse: the site doesn't speak one of the languages.
    """
    found: defaultdict[Ref, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.ref is not None:
            found[finding.ref].append(finding)
    sharded = _sharded(landscape)
    paged = tuple(ref for ref in landscape.entities if ref.kind not in sharded)
    first = Site(
        landscape=landscape,
        report=report,
        publication=publication,
        words=words_of("en"),
        language="en",
        prefix="",
        findings={ref: tuple(several) for ref, several in found.items()},
        anchors={},
        lines=lines_of(landscape.entities.values()),
        graph=adjacent(landscape),
        kinds=tuple(sorted({ref.kind for ref in landscape.entities})),
        analysis=analysis_of(landscape, publication.today),
        planned=planned_of(landscape, publication.selectors),
        paged=paged,
        sharded=sharded,
        history=_history(publication),
    )
    places = {ref: _addresses.page_of(ref) for ref in paged} | _places_in_shards(sharded)
    for tag in dict.fromkeys(publication.settings.languages):
        words = words_of(tag)
        anchors = {ref: _anchor(landscape, ref, words, tag, places) for ref in landscape.nodes}
        yield replace(first, words=words, language=tag, prefix=publication.prefix(tag), anchors=anchors)


def _history(publication: Publication) -> dict[Ref, tuple[tuple[Step, Touched], ...]]:
    """What was done to each entity, newest first."""
    found: defaultdict[Ref, list[tuple[Step, Touched]]] = defaultdict(list)
    for step in publication.history:
        for one in step.touched:
            found[one.ref].append((step, one))
    return {ref: tuple(steps) for ref, steps in found.items()}


def _sharded(landscape: Landscape) -> dict[str, tuple[Shard, ...]]:
    """The kinds with more entities than pages are made for; never those that customers read."""
    kinds = {kind: tuple(one.ref for one in several) for kind, several in landscape.by_kind.items()}
    return {
        kind: tuple(refs[start : start + SHARD] for start in range(0, len(refs), SHARD))
        for kind, refs in kinds.items()
        if len(refs) > MOST_PAGES and kind not in ALWAYS_PAGED
    }


def _places_in_shards(sharded: Mapping[str, tuple[Shard, ...]]) -> dict[Ref, str]:
    return {
        ref: f"{_addresses.page_of_shard(kind, number)}#{_addresses.id_of(ref)}"
        for kind, shards in sharded.items()
        for number, shard in enumerate(shards)
        for ref in shard
    }


def said(text: LocalText, language: str) -> Said:
    """The text in the wished language, else in the next best, marked with its own."""
    chosen = text.inside(language)
    spoken = next((tag for tag, one in text.texts if one == chosen), "")
    return Said(chosen, "" if spoken in ("", language) else spoken)


def title_of(entity: Entity, language: str) -> Said:
    """What people call an entity."""
    title = entity.model.metadata.title
    return said(title, language) if title and title.inside(language).strip() else Said(entity.ref.name)


def _anchor(
    landscape: Landscape, ref: Ref, words: Words, language: str, places: Mapping[Ref, str] | None = None
) -> Anchor:
    entity = landscape.find(ref)
    if entity is None:
        return Anchor(ref, Said(ref.name), "", words.say("unreadable" if ref in landscape.names else "unknown"))
    return Anchor(ref, title_of(entity, language), (places or {}).get(ref, ""))


def anchor(site: Site, ref: Ref) -> Anchor:
    """How pages name an entity and where they lead."""
    return site.anchors.get(ref) or _anchor(site.landscape, ref, site.words, site.language)


def target(site: Site, source: Ref, relation: str) -> Ref | None:
    """What the first reference of a field leads to."""
    return target_of(site.landscape, source, relation)


def kind_label(site: Site, kind: str, many: bool = False) -> str:
    """What a kind is called."""
    model = model_of(kind)
    return site.words.kind(kind, model.__name__ if model else kind, many)


def row(site: Site, ref: Ref) -> Row:
    """An entity as lists show it."""
    spec = site.landscape.entities[ref].model.spec
    state = getattr(spec, "lifecycle", None) or getattr(spec, "status", None)
    owner = target(site, ref, "owner")
    shown = site.words.value(state) if isinstance(state, str) else ""
    return Row(
        anchor(site, ref), anchor(site, owner) if owner else None, shown, tally(site, site.findings.get(ref, ()))
    )


def tally(site: Site, findings: Iterable[Finding]) -> str:
    """`1 error, 2 warnings`, worst first; nothing where there are none."""
    counted = [one.severity for one in findings]
    worst_first = sorted(set(counted), reverse=True)
    return site.words.say("listed").join(site.words.count(one.word, counted.count(one)) for one in worst_first)


def severities() -> tuple[str, ...]:
    """The words of all severities, gravest first."""
    return tuple(one.word for one in sorted(Severity, reverse=True))
