"""Answers as bytes, to be kept and read again: checked by their types on the way back, a file may say anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from itsm_as_code.model import Finding, Report

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a repository, what is wrong with its settings, and the baseline these name."""

    report: Report
    settings: tuple[Finding, ...] = ()
    baseline: str | None = None


def as_bytes(answer: Any) -> bytes | None:
    """A dataclass as bytes; None where a text in it can't be written."""
    try:
        return msgspec.msgpack.encode(answer)
    except UnicodeEncodeError:
        return None


def from_bytes(shape: type[Answer], data: bytes) -> Answer | None:
    """The answer again; None for what is none."""
    try:
        return msgspec.msgpack.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
