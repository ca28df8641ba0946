"""What differs between two revisions, entity by entity and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from itsm_as_code.changes._effect import Sides, effect
from itsm_as_code.changes._flat import Said, flat, in_new_names, whole
from itsm_as_code.graph import Landscape
from itsm_as_code.model import Location, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Effect

Action = Literal["create", "update", "delete", "rename", "unreadable"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: its path, its text before and after (None: it wasn't there), and what that means."""

    path: str
    before: str | None
    after: str | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class EntityChange:
    """One entity: what happened to it, where it stands now (or stood), and its fields."""

    action: Action
    ref: Ref
    location: Location
    fields: tuple[FieldChange, ...] = ()
    formerly: Ref | None = None


def diff(before: Landscape, after: Landscape, today: date | None = None) -> tuple[EntityChange, ...]:
    """Every entity that was created, changed, renamed, deleted or became unreadable, sorted by name.

    Where a file lies, how it is laid out and in which order its keys stand makes no difference.
    A broken edit is not a deletion: what failed a gate is `unreadable`. `today` is the day from which hours
    of calendars are compared.
    """
    renamed = renames(before, after)
    broken = _broken(after)
    was_broken = {one.ref for one in before.catalog.refused}
    changes: list[EntityChange] = []
    same = _Untouched()
    for ref, entity in after.entities.items():
        old = before.entities.get(renamed.get(ref, ref))
        if old is None:
            changes.append(EntityChange("update" if ref in was_broken else "create", ref, entity.locate()))
        elif ref in renamed or not (old is entity or same.text(old, entity) or old.model == entity.model):
            fields = _fields(Sides(before, after, old, entity, today), renamed)
            changes += _present(entity, old, fields)
    for ref, entity in before.entities.items():
        if ref in after.entities or ref in renamed.values():
            continue
        lost = broken.get(ref) or broken.get(entity.file.path)
        changes.append(EntityChange("unreadable", ref, lost) if lost else EntityChange("delete", ref, entity.locate()))
    return tuple(sorted(changes, key=lambda change: (change.ref, change.action)))


class _Untouched:
    """Tells which entities needn't be understood to be compared; remembers files, each may hold thousands."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], bool] = {}

    def text(self, old: Entity, new: Entity) -> bool:
        """Whether both are the same document of the same bytes, and take nothing over from others."""
        if old.index != new.index or old.origins or new.origins:
            return False
        files = id(old.file), id(new.file)
        if files not in self._files:
            self._files[files] = old.file.data == new.file.data
        return self._files[files]


def renames(before: Landscape, after: Landscape) -> Mapping[Ref, Ref]:
    """New names and the old ones they say they had, where the old one is gone."""
    found: dict[Ref, Ref] = {}
    for ref, entity in after.entities.items():
        for name in entity.model.metadata.formerly if ref not in before.entities else ():
            old = ref._replace(name=name)
            if old in before.entities and old not in after.entities and old not in found.values():
                found.setdefault(ref, old)
    return found


def _broken(landscape: Landscape) -> dict[Ref | str, Location]:
    """What can't be read: entities by their names, those of before too, and files of which not even names are known."""
    found: dict[Ref | str, Location] = {}
    for finding in landscape.catalog.findings:
        if finding.ref is None and finding.severity is Severity.ERROR:
            found.setdefault(finding.location.path, finding.location)
    for one in landscape.catalog.refused:
        place = found.get(one.file.path, Location(one.file.path))
        found |= {one.ref._replace(name=name): place for name in (one.ref.name, *one.formerly)}
    return found


def _present(entity: Entity, old: Entity, fields: tuple[FieldChange, ...]) -> Iterator[EntityChange]:
    if entity.ref != old.ref:
        yield EntityChange("rename", entity.ref, entity.locate(), fields, old.ref)
    elif fields:
        yield EntityChange("update", entity.ref, entity.locate(), fields)


def _fields(sides: Sides, renamed: Mapping[Ref, Ref]) -> tuple[FieldChange, ...]:
    """The fields that differ; a reference that follows a rename says the same as before."""
    before, after = in_new_names(flat(sides.old.model), renamed), flat(sides.new.model)
    found = []
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        texts = (was and was.text, now and now.text)
        if texts[0] != texts[1] and not _told_above(path, before, after) and not _only_sums_up(path, *texts):
            found.append(FieldChange(path, *texts, effect(path, before, after, sides)))
    return tuple(found)


def _told_above(path: str, before: Mapping[str, Said], after: Mapping[str, Said]) -> bool:
    """Whether an item around the field came or went as a whole, which is told once."""
    return any((item in before) != (item in after) for item in whole(path) if item != path)


def _only_sums_up(path: str, was: str | None, now: str | None) -> bool:
    """An item that is there on both sides: its fields tell what changed in it."""
    return path.endswith("]") and was is not None and now is not None
