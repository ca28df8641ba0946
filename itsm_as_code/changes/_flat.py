"""An entity as flat fields with one text each: what two revisions are compared by.

Texts come from what was understood, not from what was typed: `60m` and `1h`, a short form and its long
form, another order of keys or of a set all give the same fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from itsm_as_code.model import Ref
from itsm_as_code.schemas import Dependency, Kind, LocalText, Part


def flat(entity: Kind) -> dict[str, str]:
    """Every field that says something, by its path: `spec.dependsOn[mailbox cluster].need` → `2`.

    The path of an item of a list ends with `]`: what it says as a whole, for when all of it comes or goes.
    """
    envelope = (".apiVersion", ".kind")
    return {path.lstrip("."): text for path, text in _fields(entity, "") if not path.startswith(envelope)}


def whole(path: str) -> tuple[str, ...]:
    """The items a path leads through, outermost first."""
    ends = (end + 1 for end, char in enumerate(path) if char == "]" and path[end + 1 : end + 2] in ("", "."))
    return tuple(path[:end] for end in ends)


def in_new_names(fields: dict[str, str], renamed: Mapping[Ref, Ref]) -> dict[str, str]:
    """The same fields with references spelled by the names that their targets have now."""
    for new, old in renamed.items():
        if any(str(old) in path or text == str(old) for path, text in fields.items()):
            item, now = f"[{old}]", f"[{new}]"
            fields = {path.replace(item, now): str(new) if text == str(old) else text for path, text in fields.items()}
    return fields


def _fields(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Part):
        for attribute, info in type(value).model_fields.items():
            yield from _fields(_meant(value, attribute), f"{path}.{info.alias}")
    elif isinstance(value, LocalText):
        for language, text in value.texts:
            yield (f"{path}.{language}" if language else path), text
    elif isinstance(value, dict):
        for key in sorted(value, key=str):
            yield from _fields(value[key], f"{path}.{key}")
    elif isinstance(value, tuple) and not isinstance(value, Ref):
        yield from _items(value, path)
    elif value is not None:
        yield path, text_of(value)


def _meant(part: Part, attribute: str) -> Any:
    """A field's value; how many of a group must work is a number, whether it was left out or written as a share."""
    if attribute == "need" and isinstance(part, Dependency) and part.ref is None:
        return part.needed(len(set(part.members)))
    return getattr(part, attribute)


def _items(items: tuple[Any, ...], path: str) -> Iterator[tuple[str, str]]:
    """Parts by their key, references as a set, everything else as one list whose order counts."""
    if all(isinstance(item, Ref) for item in items):
        yield from ((f"{path}[{ref}]", str(ref)) for ref in sorted(set(items)))
    elif all(isinstance(item, Part) for item in items):
        seen: dict[str, int] = {}
        for item in items:
            key = _key(item)
            seen[key] = seen.get(key, 0) + 1
            number = f" #{seen[key]}" if seen[key] > 1 else ""
            yield f"{path}[{key}{number}]", _said(item, key)
            yield from _fields(item, f"{path}[{key}{number}]")
    elif items:
        yield path, ", ".join(text_of(item) for item in items)


def _said(item: Part, key: str) -> str:
    """What an item says beside its key and its defaults; the key, where that is all."""
    fields = (
        (info.alias, getattr(item, name), info.get_default(call_default_factory=True))
        for name, info in type(item).model_fields.items()
    )
    said = (f"{alias} {text_of(value)}" for alias, value, default in fields if value not in (default, None))
    return ", ".join(words for words in said if not words.endswith((f" {key}", f":{key}"))) or key


def _key(item: Part) -> str:
    values = (getattr(item, name) for name in item.key_fields)
    return next((text_of(value) for value in values if value is not None), "group")


def text_of(value: Any) -> str:
    """A value as one text, the same for all spellings of it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if _is_stretch_of_day(value):
        return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in value)
    if isinstance(value, list | tuple) and not isinstance(value, Ref):
        return ", ".join(text_of(item) for item in value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text_of(value[key])}" for key in sorted(value)) + "}"
    return str(value)


def _is_stretch_of_day(value: Any) -> bool:
    """A calendar's hours are pairs of minutes; no other field holds a tuple of numbers."""
    return isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value)
