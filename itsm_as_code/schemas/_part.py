"""Reads a part of a model from plain data for those who don't know pydantic: the part, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from itsm_as_code.model import FieldPath
from itsm_as_code.schemas._base import Part


class Problem(NamedTuple):
    """One thing that is wrong: where, in words, and how to mend it."""

    path: FieldPath
    message: str
    hint: str


def part_of(model: type[Part], value: Mapping[str, Any]) -> Part | tuple[Problem, ...]:
    """The part that a mapping describes, or every problem with it."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return tuple(_problem(model, detail) for detail in error.errors(include_url=False))


def _problem(model: type[Part], detail: Mapping[str, Any]) -> Problem:
    context = detail.get("ctx", {})
    path: FieldPath = tuple(detail["loc"])
    if detail["type"] == "extra_forbidden":
        known = ", ".join(sorted(str(info.alias) for info in model.model_fields.values()))
        return Problem(path, f"there is no {path[-1]} here", f"it takes {known}" if known else "it takes nothing")
    words = context.get("message") or f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return Problem(path, words, context.get("hint", ""))
