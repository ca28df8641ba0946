"""Indicator: something that is measured, so that it can be promised."""

from __future__ import annotations

from typing import Literal

from itsm_as_code.schemas._base import Kind, Part
from itsm_as_code.schemas._text import Text


class IndicatorSpec(Part):
    """In which unit it is measured, and which way is better."""

    unit: str
    """% for shares, time for lengths of time; anything else (tickets, GiB, points) for numbers."""
    better: Literal["higher", "lower"]
    """Whether more or less of it is better."""
    formula: Text | None = None
    """How it is computed."""
    source: Text | None = None
    """Where its numbers come from."""


class Indicator(Kind):
    """Something that is measured, so that it can be promised."""

    kind: Literal["Indicator"]
    spec: IndicatorSpec
