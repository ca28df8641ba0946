"""What a customer wants to know of a catalogue entry before anything else."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlsplit

from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.website import _spoken
from itsm_as_code.website._changes import Happening, happening
from itsm_as_code.website._forms import FormField, form_fields
from itsm_as_code.website._planned import coming
from itsm_as_code.website._promises import Promise, promise_of
from itsm_as_code.website._site import Anchor, Site, anchor, target, title_of
from itsm_as_code.website._text import contact

_WAYS = ("email", "phone", "chat", "on_call")
MOST_WORK = 20
"""The most planned work that the page of an entry names."""


class Help(NamedTuple):
    """Who helps, and how they are reached: label, text, address."""

    anchor: Anchor
    ways: tuple[tuple[str, str, str], ...]


class Way(NamedTuple):
    """Where a request goes: the address of its form, how it is sent, and to whom the page may send it."""

    action: str
    method: str
    allowed: str
    shown: str


class Entry(NamedTuple):
    """The offer behind a page of the catalogue."""

    price: str
    delivery: str
    audience: tuple[Anchor, ...]
    approval: tuple[str, ...]
    service: Anchor | None
    promise: Promise | None
    form: tuple[FormField, ...]
    help: tuple[Help, ...]
    way: Way | None
    work: tuple[Happening, ...]


def entry_of(site: Site, entity: Entity) -> Entry:
    """Everything a catalogue entry says to customers."""
    spec = entity.model.spec
    request = spec.request
    service, sla = (target(site, entity.ref, one) for one in ("service", "sla"))
    agreement = site.landscape.entities.get(sla) if sla and sla.kind == "sla" else None
    helpers = _helpers(site, entity.ref, service)
    return Entry(
        price(site, entity),
        _spoken.span(request.delivery, site.words) if request and request.delivery else "",
        tuple(anchor(site, one) for one in audience(site, entity.ref)),
        request.approval if request else (),
        anchor(site, service) if service else None,
        promise_of(site, agreement) if agreement else None,
        form_fields(request.form, site.words) if request and request.form else (),
        helpers,
        _way(site, entity, helpers),
        _work(site, service) if service else (),
    )


def _work(site: Site, service: Ref) -> tuple[Happening, ...]:
    """The planned work on a service and on what it stands on."""
    ahead = (one for one in coming(site.planned, site.publication.today) if one.ref.kind != "freeze")
    return tuple(happening(site, one) for one in ahead if one.concerns(service))[:MOST_WORK]


def _way(site: Site, entity: Entity, helpers: tuple[Help, ...]) -> Way | None:
    """The address from the settings; else the mail of whoever helps."""
    addresses = (href for one in helpers for _, _, href in one.ways if href.startswith("mailto:"))
    address = site.publication.settings.requests or next(addresses, "")
    if address.startswith("mailto:"):
        subject = quote(title_of(entity, site.language).text[:100])
        return Way(f"{address}?subject={subject}", "post", "mailto:", address.removeprefix("mailto:"))
    parts = urlsplit(address)
    return Way(address, "get", f"{parts.scheme}://{parts.netloc}", parts.netloc) if address else None


def price(site: Site, entity: Entity) -> str:
    """`12.00 CNY per month`; nothing where no price is named."""
    cost = entity.model.spec.price
    if cost is None:
        return ""
    amount = _spoken.number(cost.amount)
    if cost.per:
        return site.words.say("price_per", amount=amount, currency=cost.currency, per=site.words.value(cost.per))
    return site.words.say("price_once", amount=amount, currency=cost.currency)


def audience(site: Site, ref: Ref) -> tuple[Ref, ...]:
    """For whom an entry is; nobody named means everybody."""
    links = site.landscape.links_from.get(ref, ())
    return tuple(link.target for link in links if link.relation == "audience")


def _helpers(site: Site, entry: Ref, service: Ref | None) -> tuple[Help, ...]:
    """The entry's owner; where it has none, the service's."""
    teams = (target(site, ref, "owner") for ref in (entry, service) if ref)
    known = [team for team in teams if team and team in site.landscape.entities]
    return tuple(_help(site, team) for team in known[:1])


def _help(site: Site, team: Ref) -> Help:
    spec = site.landscape.entities[team].model.spec
    said = ((way, getattr(spec, way, None)) for way in _WAYS)
    labels = {"on_call": "onCall"}
    ways = tuple((site.words.field(labels.get(way, way)), text, contact(text)) for way, text in said if text)
    return Help(anchor(site, team), ways)
