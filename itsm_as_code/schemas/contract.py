"""Contract: an underpinning contract, what a supplier promises the organisation."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.model import Ref
from itsm_as_code.schemas._agreement import AgreementSpec
from itsm_as_code.schemas._base import Kind, Many
from itsm_as_code.schemas._dependency import DEPENDABLE
from itsm_as_code.schemas._effects import breaks, loosens
from itsm_as_code.schemas._reference import to


class ContractSpec(AgreementSpec):
    """With which supplier, and about what."""

    extends: Annotated[Ref, to("contract")] | None = None
    """The contract whose fields it takes over where it says nothing itself."""
    supplier: Annotated[Ref, to("supplier"), breaks("goes", "other")] | None = None
    """Who promises."""
    covers: Annotated[Many[Annotated[Ref, DEPENDABLE]], loosens("goes")] = ()
    """The services and configuration items it is about."""


class Contract(Kind):
    """An underpinning contract: what a supplier promises the organisation."""

    kind: Literal["Contract"]
    spec: ContractSpec = ContractSpec()
