"""What may be written: one file a kind, the pydantic model being the only place where its shape stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from itsm_as_code import registry
from itsm_as_code.schemas._agreement import Window
from itsm_as_code.schemas._approvals import ApprovalsFile
from itsm_as_code.schemas._base import API_VERSION, Criticality, Kind, Many, Part, Scalar, Waiver
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._descriptions import descriptions
from itsm_as_code.schemas._editor import EditorSchema
from itsm_as_code.schemas._effects import Effect, Means, Way, effects
from itsm_as_code.schemas._measures import Comparison, Percent, Span, availability_text, iso_duration, spoken_time
from itsm_as_code.schemas._moments import Period
from itsm_as_code.schemas._part import Problem, part_of
from itsm_as_code.schemas._quantities import Duration, FixedDuration, Percentage, read_quantity
from itsm_as_code.schemas._reference import Travel
from itsm_as_code.schemas._text import LocalText
from itsm_as_code.schemas._walk import Reference, Written, both, dependencies, marks, references

__all__ = [
    "API_VERSION",
    "ApprovalsFile",
    "Comparison",
    "Criticality",
    "Dependency",
    "Duration",
    "Effect",
    "FixedDuration",
    "Kind",
    "LocalText",
    "Many",
    "Means",
    "Part",
    "Percent",
    "Percentage",
    "Period",
    "Problem",
    "Reference",
    "Scalar",
    "Span",
    "Travel",
    "Waiver",
    "Way",
    "Window",
    "Written",
    "availability_text",
    "both",
    "dependencies",
    "descriptions",
    "effects",
    "iso_duration",
    "json_schema",
    "kind_page",
    "kind_words",
    "marks",
    "model_of",
    "part_inside",
    "part_of",
    "read_quantity",
    "references",
    "spoken_time",
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
    schema = model.model_json_schema(by_alias=True, schema_generator=EditorSchema)
    for part in {model, *_parts_inside(model)}:
        place = schema if part is model else schema["$defs"][part.__name__]
        _describe(part, place)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _parts_inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for info in model.model_fields.values():
        inside = part_inside(info.annotation)
        if inside is not None:
            yield inside
            yield from _parts_inside(inside)


def _describe(part: type[BaseModel], place: dict[str, Any]) -> None:
    """Puts what fields mean into a schema; one with a short form has its fields in its long one."""
    forms = (place, *place.get("anyOf", ()))
    properties = next(form["properties"] for form in forms if "properties" in form)
    texts = descriptions(part)
    for attribute, info in part.model_fields.items():
        if attribute in texts and info.alias in properties:
            properties[info.alias]["description"] = texts[attribute]


def kind_page(word: str) -> str:
    """The manual page of a kind: what it is, and every field with its meaning, as indented text."""
    model = model_of(word)
    assert model is not None, f"no kind {word}"
    return "\n".join([f"{model.__name__}: {_first_line(model)}", "", *_field_lines(model, 0)])


def _first_line(model: type[Part]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _field_lines(model: type[BaseModel], depth: int) -> Iterator[str]:
    texts = descriptions(model)
    for attribute, info in model.model_fields.items():
        required = " (required)" if info.is_required() and info.alias not in ("apiVersion", "kind") else ""
        name = f"{'  ' * depth}{info.alias}"
        yield f"{name:28} {texts.get(attribute, '')}{required}".rstrip()
        inside = part_inside(info.annotation)
        if inside is not None:
            yield from _field_lines(inside, depth + 1)


def part_inside(annotation: Any) -> type[BaseModel] | None:
    """The model somewhere inside a field's type: of its items, of what it may be, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (part_inside(argument) for argument in get_args(annotation))
    return next((model for model in inner if model is not None), None)
