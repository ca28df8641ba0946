"""Answers as bytes, to be kept and read again: checked on the way back, since a file may say anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from itsm_as_code.model import Finding, Report


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a repository, what is wrong with its settings, and the baseline these name."""

    report: Report
    settings: tuple[Finding, ...] = ()
    baseline: str | None = None


@cache
def _adapter() -> TypeAdapter[Checked]:
    return TypeAdapter(Checked)


def as_bytes(checked: Checked) -> bytes | None:
    """The answer as JSON; None where a text in it can't be written."""
    try:
        return _adapter().dump_json(checked)
    except (PydanticSerializationError, UnicodeEncodeError):
        return None


def from_bytes(data: bytes) -> Checked | None:
    """The answer again; None for what is none."""
    try:
        return _adapter().validate_json(data)
    except ValidationError:
        return None
