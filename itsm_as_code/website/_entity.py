"""The page of an entity; catalogue entries, teams and agreements tell more than the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from itsm_as_code.graph import AGREEMENTS, Dependency
from itsm_as_code.graph.coverage import ABOUT, subjects
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import Entity
from itsm_as_code.website import _addresses, _spoken
from itsm_as_code.website._entry import entry_of
from itsm_as_code.website._facts import facts
from itsm_as_code.website._history import history_of
from itsm_as_code.website._lists import by_kind, sentence, shelves, told
from itsm_as_code.website._markdown import markdown
from itsm_as_code.website._promises import Promise, promise_of
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Said, Site, anchor, kind_label, row, said, title_of
from itsm_as_code.website._standing import MOST_PROMISES, agreements_on, alone, signed, standings, toll
from itsm_as_code.website._team import team_of
from itsm_as_code.website._words import Words
from itsm_as_code.website.picture import picture

MOST = 200
"""The most lines of a list on an entity's page."""
MOST_CAUSES = 5
"""The most causes that are named where redundancy is lost."""
_TEMPLATES = {
    "catalogentry": "entry.html",
    "customer": "customer.html",
    "team": "team.html",
    **dict.fromkeys(AGREEMENTS, "agreement.html"),
}
_PARTIES = ("provider", "customer", "supplier")
_WITHOUT = {
    "catalogentry": frozenset({"request", "price"}),
    **dict.fromkeys(AGREEMENTS, frozenset({"objectives", "signatures", "status", *_PARTIES, *ABOUT})),
}


class Needed(NamedTuple):
    """A dependency in words: its name, whom it is on, and how much hangs on them."""

    name: str
    anchors: tuple[Anchor, ...]
    relation: str
    how: str
    shared: tuple[Anchor, ...] = ()
    """What takes more of a group than it can lose: redundancy that is none."""


class Listed(NamedTuple):
    """The beginning of a list, and how many more there are."""

    rows: tuple[Any, ...]
    more: str


def entity_page(site: Site, entity: Entity) -> TextFile:
    """The page of one entity."""
    ref = entity.ref
    page = _addresses.page_of(ref)
    about = entity.model.metadata.description
    words = said(about, site.language) if about else Said("")
    drawing = picture(site, ref, _addresses.way_up(page))
    return render(
        _TEMPLATES.get(ref.kind, "thing.html"),
        page,
        site,
        ref=str(ref),
        title=title_of(entity, site.language),
        kind=kind_label(site, ref.kind),
        kinds=(kind_label(site, ref.kind, True), _addresses.page_of_kind(ref.kind)),
        facts=facts(entity, site, _WITHOUT.get(ref.kind, frozenset())),
        about=(_about(site, entity, words.text), words.lang),
        links=[(said(link.title, site.language), link.url) for link in entity.model.metadata.links],
        drawing=Markup(drawing.svg),  # noqa: S704 - the picture escapes its texts
        left_out=drawing.left_out,
        needs=_listed((_needed(site, one) for one in site.landscape.dependencies_of.get(ref, ())), site.words),
        needed_by=_listed(_needing(site, ref), site.words),
        mentions=_listed(_mentions(site, ref), site.words),
        alone=_listed(alone(site, ref), site.words),
        toll=toll(site, ref),
        standings=standings(site, entity),
        signed=signed(site, entity),
        findings=_listed((told(site, one) for one in site.findings.get(ref, ())), site.words),
        history=_listed(history_of(site, ref), site.words),
        place=f"{entity.file.path}:{site.lines[ref]}",
        **_more(site, entity),
    )


def _about(site: Site, entity: Entity, text: str) -> Markup:
    """The description; nothing where the page has already said all of it."""
    said_before = entity.ref.kind == "catalogentry" and sentence(site, entity).text == text.strip()
    return Markup("") if said_before else markdown(text)


def _more(site: Site, entity: Entity) -> dict[str, Any]:
    """What only some kinds have."""
    if entity.ref.kind == "catalogentry":
        entry = entry_of(site, entity)
        allowed = {"form_target": entry.way.allowed} if entry.way else {}
        return {"entry": entry, "sentence": sentence(site, entity), **allowed}
    if entity.ref.kind == "customer":
        return {"shelves": shelves(site, entity.ref), "promises": ()}
    if entity.ref.kind == "team":
        return {"owned": _owned(site, entity.ref), "team": team_of(site, entity.ref)}
    more: dict[str, Any] = {"promises": tuple(_promises(site, entity))}
    if entity.ref.kind in AGREEMENTS:
        about = tuple(anchor(site, one) for one in subjects(site.landscape, entity.ref))
        more |= {"subjects": about, "state": site.words.value(entity.model.spec.status)}
    return more


def _promises(site: Site, entity: Entity) -> Iterator[Promise]:
    """An agreement's own promise; of anything else, what agreements promise about it."""
    if entity.ref.kind in AGREEMENTS:
        yield promise_of(site, entity)
        return
    for ref in agreements_on(site, entity.ref)[:MOST_PROMISES]:
        yield promise_of(site, site.landscape.entities[ref])


def _listed(items: Iterable[Any], words: Words) -> Listed:
    listed = list(items)
    more = len(listed) - MOST
    return Listed(tuple(listed[:MOST]), words.count("more", more) if more > 0 else "")


def _needed(site: Site, one: Dependency) -> Needed:
    members = tuple(anchor(site, member) for member in one.members)
    causes = site.analysis.shared.get(one, ())[:MOST_CAUSES]
    shared = tuple(anchor(site, cause) for cause in causes)
    return Needed(one.name, members, site.words.field(one.relation), how(one, site.words), shared)


def _needing(site: Site, ref: Ref) -> Iterator[Needed]:
    numbers = site.landscape.dependencies_on.get(ref, ())
    for one in sorted((site.landscape.dependencies[number] for number in numbers), key=lambda one: one.source):
        source = (anchor(site, one.source),)
        yield Needed(one.name, source, site.words.field(one.relation), how(one, site.words))


def how(one: Dependency, words: Words) -> str:
    """How much hangs on a dependency: `2 of 3 needed; feels it only after 4 h`."""
    size = len(one.members)
    alone = "hard_all_one" if size == 1 else "hard_all"
    amount = words.say(alone if one.need == size else "some_of", need=str(one.need), size=str(size))
    parts = [] if one.soft and size == 1 else [amount]
    parts += [words.say("soft")] if one.soft else []
    parts += [words.say("tolerates", time=_spoken.seconds(one.tolerates, words))] if one.tolerates else []
    return words.say("listed").join(parts)


def _mentions(site: Site, ref: Ref) -> Iterator[tuple[str, Anchor]]:
    """Where an entity is named, but for dependencies and for what a team owns."""
    found = {
        (link.relation, link.source): None
        for link in site.landscape.links_to.get(ref, ())
        if "dependsOn" not in link.path and link.path not in (("spec", "location"), ("metadata", "owner"))
    }
    for relation, source in sorted(found):
        yield site.words.field(relation), anchor(site, source)


def _owned(site: Site, team: Ref) -> list[Any]:
    links = site.landscape.links_to.get(team, ())
    return by_kind(site, (row(site, link.source) for link in links if link.path == ("metadata", "owner")))
