"""Team: people who answer for services and configuration items."""

from __future__ import annotations

from typing import Literal

from itsm_as_code.schemas._base import Kind
from itsm_as_code.schemas._party import PartySpec


class Team(Kind):
    """People who answer for services and configuration items."""

    kind: Literal["Team"]
    spec: PartySpec = PartySpec()
