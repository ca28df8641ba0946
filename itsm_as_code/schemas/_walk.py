"""Finds the references and dependencies of any entity from the marks in its model alone.

A new kind works in graph, rules, plan and site without an edit there: what its fields refer to is
read off their types once per class, and the plan so made is walked for each entity.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.schemas._base import Kind, key_of
from itsm_as_code.schemas._dependency import Dependency
from itsm_as_code.schemas._reference import To


class Reference(NamedTuple):
    """One reference as somebody wrote it: where, to what, and what kind of field it stands in."""

    path: FieldPath
    ref: Ref
    field: To


class Written(NamedTuple):
    """One dependency as somebody wrote it, and where."""

    path: FieldPath
    dependency: Dependency


class _Field(NamedTuple):
    """A field that holds references somewhere inside: its attribute, its key, and what is inside."""

    attribute: str
    key: str
    many: bool
    inside: To | type[BaseModel]


def references(entity: Kind) -> list[Reference]:
    """Every reference of an entity, in the order of the model's fields."""
    return both(entity)[0]


def dependencies(entity: Kind) -> list[Written]:
    """Every dependency of an entity that is written as one, in order."""
    return both(entity)[1]


def both(entity: Kind) -> tuple[list[Reference], list[Written]]:
    """References and dependencies from one walk, for those who look at every entity there is."""
    found: list[tuple[FieldPath, Any, To | None]] = []
    _walk(entity, (), found)
    return (
        [Reference(path, value, mark) for path, value, mark in found if mark is not None],
        [Written(path, value) for path, value, mark in found if mark is None],
    )


@cache
def marks(kind: type[BaseModel]) -> tuple[To, ...]:
    """The different marks of the references that a kind may hold, in the order of its fields."""
    found: dict[To, None] = {}
    for field in _plan(kind):
        found |= dict.fromkeys([field.inside] if isinstance(field.inside, To) else marks(field.inside))
    return tuple(found)


def _walk(value: BaseModel, path: FieldPath, found: list[tuple[FieldPath, Any, To | None]]) -> None:
    """Gathers references with their marks, and dependencies, which have none, ahead of what they name."""
    contents = value.__dict__
    for attribute, key, many, inside in _plan(type(value)):
        content = contents[attribute]
        if not content:
            continue
        if isinstance(inside, To):
            if many:
                found += [((*path, key, index), item, inside) for index, item in enumerate(content)]
            else:
                found.append(((*path, key), content, inside))
            continue
        for index, item in enumerate(content if many else (content,)):
            here = (*path, key, index) if many else (*path, key)
            if inside is Dependency:
                found.append((here, item, None))
            _walk(item, here, found)


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
