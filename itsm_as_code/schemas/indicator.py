"""Indicator: something that is measured, so that it can be promised."""

from __future__ import annotations

from typing import Annotated, Literal

from itsm_as_code.schemas._base import Kind, Part
from itsm_as_code.schemas._effects import breaks
from itsm_as_code.schemas._text import Text


class IndicatorSpec(Part):
    """In which unit it is measured, and which way is better."""

    unit: Annotated[str, breaks("other")]
    """% for shares, time for lengths of time; anything else (tickets, GiB, points) for numbers."""
    better: Annotated[Literal["higher", "lower"], breaks("other")]
    """Whether more or less of it is better."""
    formula: Text | None = None
    """How it is computed."""
    source: Text | None = None
    """Where its numbers come from."""


class Indicator(Kind):
    """Something that is measured, so that it can be promised."""

    kind: Literal["Indicator"]
    spec: IndicatorSpec
