"""What answers share before they are written: entities as plain data, log entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from itsm_as_code.changes import EntityChange
from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit that changed entities: which, and what in them; `change` is the record it belongs to."""

    commit: str
    author: str
    date: datetime
    subject: str
    changes: tuple[EntityChange, ...]
    change: str | None = None


@dataclass(frozen=True, slots=True)
class LastChange:
    """A field of an entity, what it says, and the commit that made it say so; None where history doesn't tell."""

    path: str
    value: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at in a merge, whether it is as it should be, and what was seen."""

    commit: str
    name: str
    passed: bool
    seen: tuple[str, ...]


def entity_data(entity: Entity, landscape: Landscape) -> Mapping[str, Any]:
    """An entity as answers give it: its name, owner and place, and its spec as it was written."""
    written = entity.written()
    place = entity.locate()
    owner = target_of(landscape, entity.ref, "owner")
    return {
        "ref": str(entity.ref),
        "kind": entity.ref.kind,
        "name": entity.ref.name,
        "namespace": entity.ref.namespace,
        "title": entity.model.title,
        "owner": str(owner) if owner else None,
        "path": place.path,
        "line": place.line,
        "metadata": written.get("metadata", {}),
        "spec": written.get("spec") or {},
    }


def named(refs: tuple[Ref, ...]) -> list[str]:
    """References as answers spell them."""
    return [str(ref) for ref in refs]
