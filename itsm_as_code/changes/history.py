"""What a commit did to entities, seen from each of its parents; and who last changed each field of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from itsm_as_code.changes._flat import flat, whole
from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.reading import Entity

Step = TypeVar("Step")


def own(sides: Sequence[Sequence[EntityChange]]) -> tuple[EntityChange, ...]:
    """What a merge itself did: what differs from every parent. What comes from one of them was done there."""
    if len(sides) == 1:
        return tuple(sides[0])
    first, *others = ({one.ref: one for one in side} for side in sides)
    found = []
    for ref, change in first.items():
        alike = [change, *(other[ref] for other in others if ref in other)]
        if len(alike) == len(sides):
            found += _from_all(alike)
    return tuple(found)


def _from_all(alike: Sequence[EntityChange]) -> list[EntityChange]:
    """One entity as it differs from each parent; a parent that lacks it has nothing to say about its fields."""
    with_fields = [one for one in alike if one.action in ("update", "rename")]
    if not with_fields:
        return [alike[0]]
    told = min(with_fields, key=lambda one: one.action == "rename")
    values = [{(field.path, field.after) for field in one.fields} for one in with_fields]
    fields = tuple(field for field in told.fields if all((field.path, field.after) in one for one in values))
    return [replace(told, fields=fields)] if fields or told.action == "rename" else []


def narrowed(change: EntityChange, paths: Sequence[str]) -> EntityChange | None:
    """Only the fields at, below or around these paths; None where none of them changed. No paths: everything."""
    if not paths or not change.fields:
        return change
    fields = tuple(field for field in change.fields if _is_wanted(field.path, paths))
    return replace(change, fields=fields) if fields else None


def last_changes(
    entity: Entity, steps: Iterable[tuple[Step, EntityChange]], paths: Sequence[str] = ()
) -> Mapping[str, tuple[str, Step | None]]:
    """Every field of an entity: what it says, and the newest step that changed it; None where history doesn't say.

    `steps` are the entity's changes, newest first; no more of them are asked for than are needed.
    """
    fields = {path: said.text for path, said in flat(entity.model).items()}
    around = {item for path in fields for item in whole(path) if item != path}
    fields = {path: text for path, text in fields.items() if path not in around and _is_wanted(path, paths)}
    found: dict[str, Step] = {}
    for step, change in steps:
        every = change.action == "create"
        told = (path for path in fields if every or any(_below(path, field.path) for field in change.fields))
        found |= dict.fromkeys((path for path in told if path not in found), step)
        if len(found) == len(fields):
            break
    return {path: (text, found.get(path)) for path, text in fields.items()}


def _is_wanted(path: str, paths: Sequence[str]) -> bool:
    return not paths or any(_below(path, one) or _below(one, path) for one in paths)


def _below(path: str, top: str) -> bool:
    return path == top or path.startswith((f"{top}.", f"{top}["))
