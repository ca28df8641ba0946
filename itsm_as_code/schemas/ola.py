"""OLA: an operational level agreement, what one team promises another inside the organisation."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._agreement import AgreementSpec
from itsm_as_code.schemas._base import Kind, Many
from itsm_as_code.schemas._dependency import DEPENDABLE
from itsm_as_code.schemas._effects import breaks, loosens
from itsm_as_code.schemas._reference import to


class OLASpec(AgreementSpec):
    """Between which teams, and about what."""

    extends: Annotated[Ref, to("ola")] | None = None
    """The OLA whose fields it takes over where it says nothing itself."""
    covers: Annotated[Many[Annotated[Ref, DEPENDABLE]], loosens("goes")] = ()
    """The services and configuration items it is about."""
    provider: Annotated[Ref, to("team")] | None = None
    """The team that promises."""
    customer: Annotated[Ref, to("team"), breaks("goes", "other")] | None = None
    """The team it is promised to."""


class OLA(Kind):
    """An operational level agreement: what one team promises another inside the organisation."""

    kind: Literal["OLA"]
    spec: OLASpec = OLASpec()
