"""What an entity says in short: its names, what it refers to, which fields it sets; enough for a landscape.

A model costs ten times as much to make as its facts cost to pass on: facts travel between processes and are
kept between runs, and the model is made when somebody looks closer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
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
    lifecycle: str = ""
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
        getattr(model.spec, "lifecycle", ""),
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
    )


def packed(facts: Facts) -> list[Any]:
    """Facts as plain data that JSON can carry."""
    number = {id(mark): index for index, mark in enumerate(_marks(facts.ref.kind))}
    known = {mark: index for index, mark in enumerate(_marks(facts.ref.kind))}
    return [
        facts.ref,
        facts.aliases,
        facts.says,
        [(path, ref, number.get(id(mark)) or known[mark]) for path, ref, mark in facts.references],
        facts.needs,
        facts.lifecycle,
        facts.attributes,
    ]


def unpacked(data: list[Any]) -> Facts:
    """The facts again.

    Raises:
        ValueError, TypeError, KeyError, IndexError: the data were not made by `packed`.
    """
    ref, aliases, says, references, needs, lifecycle, attributes = data
    name = Ref(*ref)
    mark = _marks(name.kind)
    return Facts(
        name,
        tuple(aliases),
        says,
        tuple([Reference(tuple(path), Ref(*to), mark[number]) for path, to, number in references]),
        tuple([Need(tuple(path), tuple([Ref(*one) for one in members]), *more) for path, members, *more in needs]),
        lifecycle,
        attributes,
    )


def _marks(kind: str) -> tuple[To, ...]:
    model = model_of(kind)
    return marks(model) if model else ()
