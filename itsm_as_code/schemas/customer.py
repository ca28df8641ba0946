"""Customer: an organisation, or a part of one, that services are provided to."""

from __future__ import annotations

from typing import Literal

from itsm_as_code.schemas._base import Kind
from itsm_as_code.schemas._party import PartySpec


class Customer(Kind):
    """An organisation, or a part of one, that services are provided to."""

    kind: Literal["Customer"]
    spec: PartySpec = PartySpec()
