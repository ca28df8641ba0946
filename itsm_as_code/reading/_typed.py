"""The model behind a document: made when it is read, or later, when somebody looks closer."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from itsm_as_code.model import FieldPath, TextFile
from itsm_as_code.reading._yaml import part, plain, positioned
from itsm_as_code.schemas import Kind, model_of


def typed(model: type[Kind], value: Any) -> Kind:
    """The entity behind a document, where a key without a value (`owner:`) is as if it weren't there.

    Raises:
        ValidationError: it isn't one.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        empty = [detail["loc"] for detail in error.errors(include_url=False) if detail["input"] is None]
        if not empty:
            raise
        return model.model_validate(_without(value, frozenset(empty), ()))


def _without(value: Any, empty: frozenset[FieldPath], path: FieldPath) -> Any:
    """A copy without the keys at these paths."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if (*path, key) not in empty or item is not None}
        return {key: _without(item, empty, (*path, key)) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without(item, empty, (*path, index)) for index, item in enumerate(value)]
    return value


def model_at(kind: str, file: TextFile, index: int, apart: bool) -> Kind:
    """The model of a document that passed the gates before; `apart`: it can be read without the others."""
    model = model_of(kind)
    assert model is not None, kind
    return typed(model, value_at(file, index, apart))


def value_at(file: TextFile, index: int, apart: bool) -> Any:
    """What was written, as plain data."""
    if apart:
        only, _ = part(file, index)
        documents = plain(only)
        if documents is not None:
            return documents[0]
        file, index = only, 0
    return next(one.value for one in positioned(file).documents if one.index == index)
