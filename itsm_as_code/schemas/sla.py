"""SLA: a service level agreement, what a provider promises a customer."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._agreement import AgreementSpec
from itsm_as_code.schemas._base import Kind
from itsm_as_code.schemas._effects import breaks
from itsm_as_code.schemas._reference import to


class SLASpec(AgreementSpec):
    """Between whom, and about which service."""

    extends: Annotated[Ref, to("sla")] | None = None
    """The SLA whose fields it takes over where it says nothing itself."""
    service: Annotated[Ref, to("service"), breaks("goes", "other")] | None = None
    """The service it is about."""
    customer: Annotated[Ref, to("customer"), breaks("goes", "other")] | None = None
    """To whom it is promised."""
    provider: Annotated[Ref, to("team")] | None = None
    """Who promises."""


class SLA(Kind):
    """A service level agreement: what a provider promises a customer."""

    kind: Literal["SLA"]
    spec: SLASpec = SLASpec()
