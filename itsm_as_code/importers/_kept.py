"""What has no field of ours: kept under annotations where it is small, told where it is not."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from itsm_as_code.importers._imported import Entry, shown
from itsm_as_code.model import FieldPath, Finding, Severity

MAX_KEPT = 4_000
"""Characters of one annotation, as JSON; an API's definition is better kept where it is."""
MAX_DEPTH = 40
"""Levels of nesting of one annotation; what we write must stay within what we read."""

_KEY = re.compile(r"x-[A-Za-z0-9][A-Za-z0-9._/-]{0,100}")


def keep(entry: Entry, used: Collection[FieldPath], tool: str) -> tuple[dict[str, Any], list[Finding]]:
    """The annotations that hold what no field of ours took, and a note about each.

    The key says where it stood: `technical.logging` is kept under `x-gitlab-technical.logging`. What
    can't be such a key is listed under `x-gitlab-other` with its path.
    """
    kept: dict[str, Any] = {}
    empty = "a field without a value is left out"
    notes = [_note(entry, path, tool, empty) for path in _empty(entry.value, used, ())]
    for path, value in _pieces(rest(entry.value, used) or {}):
        words = shown(".".join(str(part) for part in path))
        if _is_small(value):
            key = _put(kept, path, value, tool)
            notes.append(_note(entry, path, tool, f"{words} has no field here: kept under the annotation {key}"))
        else:
            words = f"{words} is too large to be kept here: left out"
            notes.append(_note(entry, path, tool, words, Severity.WARNING))
    return kept, notes


def _note(entry: Entry, path: FieldPath, tool: str, words: str, severity: Severity = Severity.INFO) -> Finding:
    return Finding(f"import-{tool}", severity, words, entry.at(*path))


def _put(kept: dict[str, Any], path: FieldPath, value: Any, tool: str) -> str:
    """Adds a value to the annotations; the key it got."""
    key, other = f"x-{tool}-{'.'.join(str(part) for part in path)}", f"x-{tool}-other"
    if key in kept or key == other or not _KEY.fullmatch(key):
        kept.setdefault(other, []).append({"path": list(path), "value": value})
        return other
    kept[key] = value
    return key


def rest(value: Any, used: Collection[FieldPath], path: FieldPath = ()) -> Any:
    """A value without what was used and without what is empty; None where nothing is left."""
    if path in used:
        return None
    if isinstance(value, dict):
        pairs = ((key, rest(item, used, (*path, key))) for key, item in value.items())
        return {key: item for key, item in pairs if item is not None} or None
    if isinstance(value, list):
        items = (rest(item, used, (*path, index)) for index, item in enumerate(value))
        return [item for item in items if item is not None] or None
    return None if value == "" else value


def _empty(value: Any, used: Collection[FieldPath], path: FieldPath) -> Iterator[FieldPath]:
    """The paths of what was written without a value."""
    if path in used:
        return
    if value in (None, "", [], {}):
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _empty(item, used, (*path, key))


def _pieces(left: dict[str, Any]) -> Iterator[tuple[FieldPath, Any]]:
    """What is left, by its first two keys: fine enough to be read, coarse enough to be few."""
    for key, value in left.items():
        if isinstance(value, dict):
            yield from (((key, inner), item) for inner, item in value.items())
        else:
            yield (key,), value


def _is_small(value: Any) -> bool:
    return _depth(value) <= MAX_DEPTH and len(json.dumps(value, ensure_ascii=False)) <= MAX_KEPT


def _depth(value: Any) -> int:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, items), default=0)
