"""Finds the references and dependencies of any entity from the marks in its model alone.

A new kind works in graph, rules, plan and site without an edit there: what its fields refer to is
read off their types once per class, and the plan so made is walked for each entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.schemas._base import Kind, key_of
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._reference import To


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as somebody wrote it: where, to what, and what kind of field it stands in."""

    path: FieldPath
    ref: Ref
    field: To


@dataclass(frozen=True, slots=True)
class Written:
    """One dependency as somebody wrote it, and where."""

    path: FieldPath
    dependency: Dependency


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that holds references somewhere inside: its attribute, its key, and what is inside."""

    attribute: str
    key: str
    many: bool
    inside: To | type[BaseModel]


def references(entity: Kind) -> Iterator[Reference]:
    """Every reference of an entity, in the order of the model's fields."""
    for path, value, mark in _walk(entity, ()):
        if isinstance(mark, To):
            yield Reference(path, value, mark)


def dependencies(entity: Kind) -> Iterator[Written]:
    """Every dependency of an entity that is written as one, in order."""
    for path, value, _ in _walk(entity, (), Dependency):
        if isinstance(value, Dependency):
            yield Written(path, value)


def _walk(value: Any, path: FieldPath, stop: type | None = None) -> Iterator[tuple[FieldPath, Any, To | type]]:
    model: type[BaseModel] = type(value)
    for field in _plan(model):
        content = getattr(value, field.attribute)
        if content is None or content == ():
            continue
        places = enumerate(content) if field.many else ((None, content),)
        for index, item in places:
            here = (*path, field.key) if index is None else (*path, field.key, index)
            if isinstance(field.inside, To) or field.inside is stop:
                yield here, item, field.inside
            else:
                yield from _walk(item, here, stop)


@cache
def _plan(model: type[BaseModel]) -> tuple[_Field, ...]:
    """The fields of a model that lead to a reference."""
    found = (_field(name, info.annotation, tuple(info.metadata)) for name, info in model.model_fields.items())
    return tuple(field for field in found if field is not None)


def _field(name: str, annotation: Any, marks: tuple[Any, ...] = (), many: bool = False) -> _Field | None:
    for mark in marks:
        if isinstance(mark, To):
            return _Field(name, key_of(name), many, mark)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _field(name, arguments[0], arguments[1:], many)
    if origin in (Union, UnionType):
        inner = (_field(name, option, (), many) for option in arguments)
        return next((field for field in inner if field), None)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _field(name, arguments[0], (), True)
    if (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and (annotation is Dependency or _plan(annotation))
    ):
        return _Field(name, key_of(name), many, annotation)
    return None
