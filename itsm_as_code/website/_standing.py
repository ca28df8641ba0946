"""What an entity's page says of weak points, of the promises on it, and of who signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from itsm_as_code.graph import AGREEMENTS
from itsm_as_code.graph.coverage import ABOUT
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.website._agreements import troubles_of
from itsm_as_code.website._site import Anchor, Site, anchor, target
from itsm_as_code.website._strip import spoken, strip

MOST_PROMISES = 20
"""The most agreements about one thing."""


class Point(NamedTuple):
    """What takes something down alone, and how many services hang on it in all."""

    anchor: Anchor
    services: str


def alone(site: Site, ref: Ref) -> Iterator[Point]:
    """The single points of failure of a service, those on which most hangs first."""
    tolls = site.analysis.tolls
    found = site.analysis.points.of(ref) if ref in site.analysis.points.bits else ()
    for one in sorted(found, key=lambda one: (-tolls[one].total if one in tolls else 0, one)):
        total = tolls[one].total if one in tolls else 1
        yield Point(anchor(site, one), site.words.count("service", total))


class Fall(NamedTuple):
    """How many services something takes down alone, by criticality, and the gravest of them."""

    services: str
    by_criticality: str
    gravest: tuple[Anchor, ...]


def toll(site: Site, ref: Ref) -> Fall | None:
    found = site.analysis.tolls.get(ref)
    if found is None:
        return None
    words = site.words
    counted = (f"{number:,} {words.value(word)}" for word, number in found.services.items() if number)
    gravest = tuple(anchor(site, one) for one in found.gravest)
    return Fall(words.count("service", found.total), words.say("listed").join(counted), gravest)


class Stands(NamedTuple):
    """How a promised availability stands: the agreement, the line, the figures, what is wrong."""

    anchor: Anchor
    strip: Markup
    figures: tuple[str, ...]
    troubles: tuple[str, ...]


def standings(site: Site, entity: Entity) -> tuple[Stands, ...]:
    """Of an agreement itself, or of those about a thing."""
    agreements = [entity.ref] if entity.ref.kind in AGREEMENTS else agreements_on(site, entity.ref)
    found = []
    for ref in agreements[:MOST_PROMISES]:
        standing = site.analysis.standings.get(ref)
        if standing is not None:
            line = Markup(strip(standing, site.words))  # noqa: S704 - figures and escaped words
            troubles = tuple(words for _, words in troubles_of(site, site.landscape.entities[ref]))
            found.append(Stands(anchor(site, ref), line, spoken(standing, site.words), troubles))
    return tuple(found)


class Signed(NamedTuple):
    """A side of an agreement, who signed for it, and when."""

    party: str
    name: Anchor | None
    by: Anchor | None
    on: str


def signed(site: Site, entity: Entity) -> tuple[Signed, ...]:
    """The sides of an agreement, those that have to sign yet too."""
    if entity.ref.kind not in AGREEMENTS:
        return ()
    signatures = entity.model.spec.signatures
    done = {one.party: (number, one.on.isoformat()) for number, one in enumerate(signatures)}
    links = {link.path: link.target for link in site.landscape.links_from.get(entity.ref, ())}
    sides = ("provider", "supplier" if entity.ref.kind == "contract" else "customer")
    found = []
    for side in sides:
        name = target(site, entity.ref, side)
        number, day = done.get(side, (-1, ""))
        by = links.get(("spec", "signatures", number, "by"))
        shown = [anchor(site, one) if one else None for one in (name, by)]
        found.append(Signed(site.words.value(side), shown[0], shown[1], day))
    return tuple(found)


def agreements_on(site: Site, ref: Ref) -> list[Ref]:
    """The agreements about a thing."""
    links = site.landscape.links_to.get(ref, ())
    about = (one.source for one in links if one.source.kind in AGREEMENTS and one.relation in ABOUT)
    return list(dict.fromkeys(about))
