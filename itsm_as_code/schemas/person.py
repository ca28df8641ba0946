"""Person: somebody who signs, approves or is on call."""

from __future__ import annotations

from typing import Literal

from itsm_as_code.schemas._base import Kind
from itsm_as_code.schemas._party import PartySpec


class Person(Kind):
    """Somebody who signs, approves or is on call."""

    kind: Literal["Person"]
    spec: PartySpec = PartySpec()
