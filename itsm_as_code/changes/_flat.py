"""An entity as flat fields with one text each: what two revisions are compared by.

Texts come from what was understood, not from what was typed: `60m` and `1h`, a short form and its long
form, another order of keys or of a set all give the same fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from itsm_as_code.model import Ref
from itsm_as_code.schemas import Dependency, Kind, LocalText, Means, Part, effects

UNMARKED = Means()


class Said(NamedTuple):
    """What a field says: its text, the value behind it, the field's mark, and the metric it is about, if any."""

    text: str
    value: Any
    mark: Means = UNMARKED
    metric: Ref | None = None


def flat(entity: Kind) -> dict[str, Said]:
    """Every field that says something, by its path: `spec.dependsOn[mailbox cluster].need` → `2`.

    The path of an item of a list ends with `]`: what it says as a whole, for when all of it comes or goes.
    """
    envelope = (".apiVersion", ".kind")
    return {path.lstrip("."): said for path, said in _fields(entity, "", UNMARKED) if not path.startswith(envelope)}


def whole(path: str) -> tuple[str, ...]:
    """The items a path leads through, outermost first."""
    ends = (end + 1 for end, char in enumerate(path) if char == "]" and path[end + 1 : end + 2] in ("", "."))
    return tuple(path[:end] for end in ends)


def in_new_names(fields: dict[str, Said], renamed: Mapping[Ref, Ref]) -> dict[str, Said]:
    """The same fields with references spelled by the names that their targets have now."""
    for new, old in renamed.items():
        if any(str(old) in path or said.text == str(old) for path, said in fields.items()):
            item, now = f"[{old}]", f"[{new}]"
            fields = {
                path.replace(item, now): said._replace(text=str(new)) if said.text == str(old) else said
                for path, said in fields.items()
            }
    return fields


def _fields(value: Any, path: str, mark: Means, metric: Ref | None = None) -> Iterator[tuple[str, Said]]:
    if isinstance(value, Part):
        marks, about = effects(type(value)), getattr(value, "metric", metric)
        for attribute, info in type(value).model_fields.items():
            inner = marks.get(attribute, UNMARKED)
            yield from _fields(_meant(value, attribute), f"{path}.{info.alias}", inner, about)
    elif isinstance(value, LocalText):
        for language, text in value.texts:
            yield (f"{path}.{language}" if language else path), Said(text, text, mark)
    elif isinstance(value, dict):
        for key in sorted(value, key=str):
            yield from _fields(value[key], f"{path}.{key}", mark, metric)
    elif isinstance(value, tuple) and not isinstance(value, Ref):
        yield from _items(value, path, mark)
    elif value is not None:
        yield path, Said(text_of(value), value, mark, metric)


def _meant(part: Part, attribute: str) -> Any:
    """A field's value; how many of a group must work is a number, whether it was left out or written as a share.

    That all of all must work is said by `allOf` itself.
    """
    if attribute == "need" and isinstance(part, Dependency) and part.ref is None:
        size = len(set(part.members))
        return None if part.all_of and part.needed(size) == size else part.needed(size)
    return getattr(part, attribute)


def _items(items: tuple[Any, ...], path: str, mark: Means) -> Iterator[tuple[str, Said]]:
    """Parts by their key, references as a set, everything else as one list whose order counts."""
    if all(isinstance(item, Ref) for item in items):
        yield from ((f"{path}[{ref}]", Said(str(ref), ref, mark)) for ref in sorted(set(items)))
    elif all(isinstance(item, Part) for item in items):
        seen: dict[str, int] = {}
        for item in items:
            key = _key(item)
            seen[key] = seen.get(key, 0) + 1
            number = f" #{seen[key]}" if seen[key] > 1 else ""
            yield f"{path}[{key}{number}]", Said(_said(item, key), None, mark)
            yield from _fields(item, f"{path}[{key}{number}]", mark)
    elif items:
        yield path, Said(", ".join(text_of(item) for item in items), items, mark)


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
