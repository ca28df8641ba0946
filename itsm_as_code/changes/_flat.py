"""An entity as flat fields with one text each: what two revisions are compared by.

Texts come from what was understood, not from what was typed: `60m` and `1h`, a short form and its long
form, another order of keys or of a set all give the same fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from itsm_as_code.model import Ref
from itsm_as_code.schemas import Kind, LocalText, Part


def flat(entity: Kind) -> dict[str, str]:
    """Every field that says something, by its path: `spec.dependsOn[mailbox cluster].need` → `2`."""
    return {
        path.lstrip("."): text for path, text in _fields(entity, "") if not path.startswith((".apiVersion", ".kind"))
    }


def _fields(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Part):
        for attribute, info in type(value).model_fields.items():
            yield from _fields(getattr(value, attribute), f"{path}.{info.alias}")
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
            yield from _part(item, f"{path}[{key}{number}]")
    elif items:
        yield path, ", ".join(text_of(item) for item in items)


def _part(item: Part, path: str) -> Iterator[tuple[str, str]]:
    """An item of a list; what tells it from the others is its own field only where nothing else is."""
    fields = list(_fields(item, path))
    yield from fields or [(path, "")]


def _key(item: Part) -> str:
    values = (getattr(item, name) for name in item.key_fields)
    return next((text_of(value) for value in values if value is not None), "group")


def text_of(value: Any) -> str:
    """A value as one text, the same for all spellings of it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and not isinstance(value, Ref):
        return ", ".join(text_of(item) for item in value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text_of(value[key])}" for key in sorted(value)) + "}"
    return str(value)
