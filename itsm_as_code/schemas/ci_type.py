"""CIType: a type of configuration item, with the attributes such items have."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import JsonValue

from itsm_as_code.model import Ref
from itsm_as_code.schemas._base import Kind, Part
from itsm_as_code.schemas._reference import to


class CITypeSpec(Part):
    """What it builds on, and the JSON Schema of its attributes."""

    extends: Annotated[Ref, to("citype")] | None = None
    """The type whose attributes it has too."""
    attributes: dict[str, JsonValue] | None = None
    """A JSON Schema (2020-12); formats are asserted, references stay inside it."""


class CIType(Kind):
    """A type of configuration item, with the attributes such items have."""

    kind: Literal["CIType"]
    spec: CITypeSpec = CITypeSpec()
