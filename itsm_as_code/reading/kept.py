"""Answers as bytes, to be kept and read again: checked on the way back, since a file may say anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from itsm_as_code.model import Finding, Report

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a repository, what is wrong with its settings, and the baseline these name."""

    report: Report
    settings: tuple[Finding, ...] = ()
    baseline: str | None = None


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(shape: type[Any]) -> TypeAdapter[Any]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]


def as_bytes(answer: Any) -> bytes | None:
    """A dataclass as JSON; None where a text in it can't be written."""
    try:
        return _adapter(type(answer)).dump_json(answer)
    except (PydanticSerializationError, UnicodeEncodeError):
        return None


def from_bytes(shape: type[Answer], data: bytes) -> Answer | None:
    """The answer again; None for what is none."""
    try:
        found: Answer = _adapter(shape).validate_json(data)
    except ValidationError:
        return None
    return found
