"""CatalogEntry: what customers can ask for: for whom, at what price, how, and how soon."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import JsonValue, PlainValidator, WithJsonSchema

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._quantities import Amount, Duration
from itsm_as_code.schemas._reads import wrong
from itsm_as_code.schemas._reference import to


def read_currency(value: object) -> str:
    """Three capital letters, as ISO 4217 has them."""
    if isinstance(value, str) and re.fullmatch("[A-Z]{3}", value):
        return value
    raise wrong(f"{value!r} is not a currency", "write its three letters of ISO 4217, such as CNY or EUR")


Currency = Annotated[str, PlainValidator(read_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})]


class Price(Part):
    """What it costs, and for which stretch of time or piece."""

    amount: Amount
    """In quotes, so that no cent is lost."""
    currency: Currency
    """ISO 4217."""
    per: str | None = None
    """month, user, request, …"""


class Request(Part):
    """How it is asked for."""

    form: dict[str, JsonValue] | None = None
    """The form's fields, as a JSON Schema (2020-12)."""
    approval: Many[str] = ()
    """Who must agree, in this order."""
    delivery: Duration | None = None
    """How long until it is there."""


class CatalogEntrySpec(Part):
    """The offer behind one page of the catalogue."""

    service: Annotated[Ref, to("service")] | None = None
    """The service that is offered."""
    sla: Annotated[Ref, to("sla")] | None = None
    """What is promised with it."""
    category: str | None = None
    """The shelf it stands on."""
    audience: Many[Annotated[Ref, to("customer")]] = ()
    """For whom it is; for everybody, if nobody is named."""
    price: Price | None = None
    """What it costs."""
    request: Request | None = None
    """How it is asked for."""


class CatalogEntry(Kind):
    """What customers can ask for: for whom, at what price, how, and how soon."""

    kind: Literal["CatalogEntry"]
    spec: CatalogEntrySpec = CatalogEntrySpec()
