"""CatalogEntry: what customers can ask for: for whom, at what price, how, and how soon."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import JsonValue

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._effects import breaks, loosens
from itsm_as_code.schemas._money import Amount, Money
from itsm_as_code.schemas._quantities import Duration
from itsm_as_code.schemas._reference import to


class Price(Money):
    """What it costs, and for which stretch of time or piece."""

    amount: Annotated[Amount, loosens("more")]
    """In quotes, so that no cent is lost; with no more decimals than the currency has."""
    per: Annotated[str | None, breaks("other")] = None
    """month, user, request, …"""


class Request(Part):
    """How it is asked for."""

    form: dict[str, JsonValue] | None = None
    """The form's fields, as a JSON Schema (2020-12)."""
    approval: Many[str] = ()
    """Who must agree, in this order."""
    delivery: Annotated[Duration | None, loosens("more", "goes")] = None
    """How long until it is there."""


class CatalogEntrySpec(Part):
    """The offer behind one page of the catalogue."""

    service: Annotated[Ref, to("service"), breaks("goes", "other")] | None = None
    """The service that is offered."""
    sla: Annotated[Ref, to("sla"), loosens("goes")] | None = None
    """What is promised with it."""
    category: str | None = None
    """The shelf it stands on."""
    audience: Annotated[Many[Annotated[Ref, to("customer")]], breaks("goes", for_all=True)] = ()
    """For whom it is; for everybody, if nobody is named."""
    price: Price | None = None
    """What it costs."""
    request: Request | None = None
    """How it is asked for."""


class CatalogEntry(Kind):
    """What customers can ask for: for whom, at what price, how, and how soon."""

    kind: Literal["CatalogEntry"]
    spec: CatalogEntrySpec = CatalogEntrySpec()
