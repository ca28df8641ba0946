"""Supplier: an outside party that underpins services by contract."""

from __future__ import annotations

from typing import Literal

from itsm_as_code.schemas._base import Kind
from itsm_as_code.schemas._party import PartySpec


class Supplier(Kind):
    """An outside party that underpins services by contract."""

    kind: Literal["Supplier"]
    spec: PartySpec = PartySpec()
