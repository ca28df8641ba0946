"""What an entity says in short: its names, what it refers to, which fields it sets; enough for a landscape.

A model costs ten times as much to make as its facts cost to pass on: facts travel between processes, and the
model is made when somebody looks closer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.schemas import Dependency, Kind, Percent, Reference, both, marks, model_of
from itsm_as_code.schemas._reference import To


class Need(NamedTuple):
    """A dependency as it was written; `share` is how many percent of the members must work, where that was said."""

    path: FieldPath
    members: tuple[Ref, ...]
    need: int
    share: str
    soft: bool
    tolerates: int
    name: str
    relation: str
    data: bool
    group: str


class Facts(NamedTuple):
    """An entity in short.

    `says` leads from each field of metadata and spec that was set (`spec.rto`) to its word, where it is one.
    `attributes` are those of a CI as JSON.
    """

    ref: Ref
    aliases: tuple[str, ...]
    says: Mapping[str, str | None]
    references: tuple[Reference, ...]
    needs: tuple[Need, ...]
    labels: Mapping[str, str | bool | int | float]
    lifecycle: str = ""
    criticality: str = ""
    links: tuple[str, ...] = ()
    attributes: str = ""


def facts_of(model: Kind) -> Facts:
    """The facts of an entity."""
    references, needs = both(model)
    attributes = getattr(model.spec, "attributes", None) if model.kind == "CI" else None
    return Facts(
        model.ref,
        model.metadata.aliases,
        {**_said("metadata", model.metadata), **_said("spec", model.spec)},
        tuple(references),
        tuple(_need(path, one) for path, one in needs),
        model.metadata.labels,
        getattr(model.spec, "lifecycle", ""),
        getattr(model.spec, "criticality", ""),
        tuple(link.url for link in model.metadata.links),
        json.dumps(attributes, sort_keys=True) if attributes else "",
    )


def _said(prefix: str, part: BaseModel) -> dict[str, str | None]:
    values, there = part.__dict__, part.model_fields_set
    said = [(key, values[name]) for name, key in _names(type(part), prefix) if name in there]
    return {key: value if type(value) is str else None for key, value in said if value or value not in (None, (), {})}


@cache
def _names(part: type[BaseModel], prefix: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, f"{prefix}.{info.alias}") for name, info in part.model_fields.items())


def _need(path: FieldPath, one: Dependency) -> Need:
    group = "100" if one.all_of and one.need is None else ""
    return Need(
        path,
        one.members,
        one.need if isinstance(one.need, int) else 1,
        str(one.need.percent) if isinstance(one.need, Percent) else group,
        one.mode == "soft",
        one.tolerates.seconds if one.tolerates else 0,
        one.name or "",
        one.as_ or "dependsOn",
        one.data,
        "" if one.ref else "anyOf" if one.any_of is not None else "allOf",
    )


def packed(facts: Facts) -> tuple[Any, ...]:
    """Facts as plain values, each path once: cheap to send, and shared again where they arrive."""
    number = _numbers(facts.ref.kind)
    return (
        tuple(facts.ref),
        facts.aliases,
        facts.says,
        tuple([(_shared(path), tuple(ref), number[mark]) for path, ref, mark in facts.references]),
        tuple([(_shared(path), tuple(map(tuple, members)), *more) for path, members, *more in facts.needs]),
        *facts[5:],
    )


def unpacked(data: tuple[Any, ...]) -> Facts:
    """The facts again."""
    ref, aliases, says, references, needs, *more = data
    mark = _marks(ref[0])
    return Facts(
        Ref(*ref),
        aliases,
        says,
        tuple([Reference(path, _ref(to), mark[number]) for path, to, number in references]),
        tuple([Need(path, tuple(map(_ref, members)), *rest) for path, members, *rest in needs]),
        *more,
    )


@lru_cache(maxsize=100_000)
def _shared(path: FieldPath) -> FieldPath:
    return path


@lru_cache(maxsize=100_000)
def _ref(parts: tuple[str, str, str]) -> Ref:
    return Ref(*parts)


@cache
def _marks(kind: str) -> tuple[To, ...]:
    model = model_of(kind)
    return marks(model) if model else ()


@cache
def _numbers(kind: str) -> Mapping[To, int]:
    return {mark: number for number, mark in enumerate(_marks(kind))}
