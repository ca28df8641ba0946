"""What may be written: one file a kind, the pydantic model being the only place where its shape stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from itsm_as_code import registry
from itsm_as_code.schemas._base import API_VERSION, Kind, Part
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._quantities import Comparison, Percent, Span, iso_duration, read_quantity
from itsm_as_code.schemas._reference import Travel
from itsm_as_code.schemas._text import LocalText
from itsm_as_code.schemas._walk import Reference, Written, dependencies, references

__all__ = [
    "API_VERSION",
    "Comparison",
    "Dependency",
    "Kind",
    "LocalText",
    "Part",
    "Percent",
    "Reference",
    "Span",
    "Travel",
    "Written",
    "dependencies",
    "iso_duration",
    "json_schema",
    "kind_words",
    "model_of",
    "read_quantity",
    "references",
]


@cache
def kind_words() -> tuple[str, ...]:
    """Every kind in lower case as references say it: `service`, `catalogentry`, …"""
    return tuple(sorted(name.replace("-", "") for name in registry.names("schemas")))


@cache
def model_of(word: str) -> type[Kind] | None:
    """The model of a kind in lower case, or None where there is no such kind."""
    for name in registry.names("schemas"):
        if name.replace("-", "") == word:
            module = registry.member("schemas", name)
            models = (value for key, value in vars(module).items() if key.lower() == word)
            return next((model for model in models if isinstance(model, type) and issubclass(model, Kind)), None)
    return None


def json_schema(word: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind, made from its model, for editors and for other tools."""
    model = model_of(word)
    assert model is not None, f"no kind {word}"
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
