"""The map: a row for each team, and in it what the team answers for, layer by layer."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from itsm_as_code.graph import CRITICALITIES
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import Entity
from itsm_as_code.website import _addresses
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Site, anchor, target

LAYERS = ("business", "technical", "ci")
NAMED = 12
"""The most of one cell that are named."""


class Place(NamedTuple):
    """Something on the map: `alone` counts the services it takes down alone."""

    anchor: Anchor
    criticality: str
    alone: str


class Cell(NamedTuple):
    """What a team has in one layer."""

    places: tuple[Place, ...]
    more: str


class Line(NamedTuple):
    """A team, or nobody, and its layers."""

    team: Anchor | None
    cells: tuple[Cell, ...]


def map_page(site: Site) -> TextFile:
    """Services and configuration items by who answers for them; what nobody answers for comes last."""
    found: defaultdict[Ref | None, dict[str, list[Entity]]] = defaultdict(lambda: {layer: [] for layer in LAYERS})
    for kind in ("service", "ci"):
        for entity in site.landscape.by_kind.get(kind, ()):
            found[target(site, entity.ref, "owner")][_layer(entity)].append(entity)
    order = sorted(found, key=lambda team: (team is None, _title(site, team)))
    lines = [_line(site, team, found[team]) for team in order]
    return render("map.html", _addresses.MAP, site, lines=lines, layers=LAYERS)


def _title(site: Site, team: Ref | None) -> tuple[str, str]:
    return (anchor(site, team).said.text.casefold(), str(team)) if team else ("", "")


def _layer(entity: Entity) -> str:
    return "ci" if entity.ref.kind == "ci" else str(entity.model.spec.type or "technical")


def _line(site: Site, team: Ref | None, layers: dict[str, list[Entity]]) -> Line:
    cells = tuple(_cell(site, layers[layer]) for layer in LAYERS)
    return Line(anchor(site, team) if team else None, cells)


def _cell(site: Site, entities: list[Entity]) -> Cell:
    """What most hangs on first: critical services, and what takes many down alone."""
    ordered = sorted(entities, key=lambda one: (*_weight(site, one), one.ref))
    more = len(ordered) - NAMED
    places = tuple(_place(site, one) for one in ordered[:NAMED])
    return Cell(places, site.words.count("more", more) if more > 0 else "")


def _weight(site: Site, entity: Entity) -> tuple[int, int]:
    toll = site.analysis.tolls.get(entity.ref)
    grave = CRITICALITIES.index(entity.facts.criticality) if entity.ref.kind == "service" else 0
    return grave, -(toll.total if toll else 0)


def _place(site: Site, entity: Entity) -> Place:
    toll = site.analysis.tolls.get(entity.ref)
    critical = entity.facts.criticality if entity.ref.kind == "service" else ""
    return Place(anchor(site, entity.ref), critical, f"{toll.total:,}" if toll else "")
