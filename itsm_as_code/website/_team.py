"""What a team owes to others, what it is owed, and what waits for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itsm_as_code.graph import in_force
from itsm_as_code.graph.coverage import ABOUT, subjects
from itsm_as_code.model import Ref
from itsm_as_code.website._agreements import troubles_of
from itsm_as_code.website._changes import Happening, happening
from itsm_as_code.website._planned import coming
from itsm_as_code.website._site import Anchor, Site, anchor, target
from itsm_as_code.website._standing import agreements_on

MOST = 50
"""The most lines of each list."""


class Owed(NamedTuple):
    """A promise of one side to another, about what, and what is wrong with it."""

    agreement: Anchor
    party: Anchor | None
    about: tuple[Anchor, ...]
    troubles: tuple[str, ...]


class Relied(NamedTuple):
    """Something of others that a team's things need, whose it is, and what is promised about it."""

    anchor: Anchor
    owner: Anchor | None
    agreements: tuple[Anchor, ...]
    uses: int


class Team(NamedTuple):
    """The page of a team beside what it owns."""

    owes: tuple[Owed, ...]
    relies: tuple[Relied, ...]
    coming: tuple[Happening, ...]
    troubled: tuple[Anchor, ...]


def team_of(site: Site, team: Ref) -> Team:
    """Everything that is between a team and others."""
    own = frozenset(link.source for link in site.landscape.links_to.get(team, ()) if link.path == ("metadata", "owner"))
    ahead = (one for one in coming(site.planned, site.publication.today) if one.scope is None or one.scope & own)
    return Team(
        tuple(_owes(site, team, own))[:MOST],
        tuple(_relies(site, own))[:MOST],
        tuple(happening(site, one) for one in ahead)[:MOST],
        tuple(anchor(site, ref) for ref in sorted(own) if site.findings.get(ref))[:MOST],
    )


def _owes(site: Site, team: Ref, own: Iterable[Ref]) -> Iterator[Owed]:
    """What it promises itself, and what is promised about its services."""
    links = site.landscape.links_to
    found = {link.source for link in links.get(team, ()) if link.relation == "provider"}
    found |= {link.source for ref in own for link in links.get(ref, ()) if link.relation in ABOUT}
    for ref in sorted(one for one in found if one.kind in ("sla", "ola")):
        entity = site.landscape.entities[ref]
        if entity.model.spec.status in ("draft", "agreed"):
            party = target(site, ref, "customer")
            about = tuple(anchor(site, one) for one in subjects(site.landscape, ref))
            troubles = tuple(words for _, words in troubles_of(site, entity))
            yield Owed(anchor(site, ref), anchor(site, party) if party else None, about, troubles)


def _relies(site: Site, own: frozenset[Ref]) -> Iterator[Relied]:
    """What its things need and others own; what most of them need comes first."""
    needed = Counter(ref for one in own for ref in site.graph.needs.get(one, ()) if ref not in own)
    for ref, uses in sorted(needed.items(), key=lambda one: (-one[1], one[0])):
        owner = target(site, ref, "owner")
        found, today = agreements_on(site, ref), site.publication.today
        agreed = tuple(anchor(site, one) for one in found if in_force(site.landscape.entities[one], today))
        yield Relied(
            anchor(site, ref),
            anchor(site, owner) if owner else None,
            agreed,
            uses,
        )
