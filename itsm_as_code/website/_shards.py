"""Kinds of which there are too many for a page each: their entities stand in tables, some hundreds on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.model import Ref, TextFile
from itsm_as_code.website import _addresses
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Anchor, Row, Site, anchor, kind_label, row

NAMED = 8
"""The most of what an entity needs, and of who needs it, that its row names."""


class Line(NamedTuple):
    """An entity in a shard: what its page would say first."""

    id: str
    row: Row
    needs: tuple[Anchor, ...]
    needed_by: tuple[Anchor, ...]
    more: str
    alone: str


def shards(site: Site) -> Iterator[TextFile]:
    """The shards of every kind that has them, each leading to the one before and the one behind."""
    for kind, parts in site.sharded.items():
        label = kind_label(site, kind, True)
        for number, part in enumerate(parts):
            around = [one for one in (number - 1, number + 1) if 0 <= one < len(parts)]
            yield render(
                "shard.html",
                _addresses.page_of_shard(kind, number),
                site,
                label=label,
                kinds=(label, _addresses.page_of_kind(kind)),
                lines=[_line(site, ref) for ref in part],
                stretch=(part[0].name, part[-1].name),
                around=[(f"{one + 1}", _addresses.page_of_shard(kind, one)) for one in around],
            )


def _line(site: Site, ref: Ref) -> Line:
    needs, needed_by = site.graph.needs.get(ref, ()), site.graph.needed_by.get(ref, ())
    more = max(0, len(needs) - NAMED) + max(0, len(needed_by) - NAMED)
    toll = site.analysis.tolls.get(ref)
    return Line(
        _addresses.id_of(ref),
        row(site, ref),
        tuple(anchor(site, one) for one in needs[:NAMED]),
        tuple(anchor(site, one) for one in needed_by[:NAMED]),
        site.words.count("more", more) if more else "",
        site.words.say("takes_down", services=site.words.count("service", toll.total)) if toll else "",
    )
