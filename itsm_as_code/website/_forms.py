"""A catalogue entry's request form as a table: its JSON Schema in words, whatever organisations put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from itsm_as_code.website._text import one_line
from itsm_as_code.website._words import Words

MOST = 100
"""The most fields a form shows."""

_TYPES = {
    "string": "form_text",
    "number": "form_number",
    "integer": "form_whole",
    "boolean": "form_yes",
    "array": "form_list",
    "object": "form_parts",
}
_LIMITS = {"minimum": "form_from", "maximum": "form_to", "maxLength": "form_longest", "default": "form_given"}


class FormField(NamedTuple):
    """One question of a form."""

    label: str
    answer: str
    required: str
    help: str


def form_fields(form: Mapping[str, Any], words: Words) -> tuple[FormField, ...]:
    """The questions of a form in their order; those inside a part carry its name in front."""
    return tuple(field for _, field in zip(range(MOST), _fields(form, words, "", 3), strict=False))


def _fields(schema: Any, words: Words, before: str, depth: int) -> Iterator[FormField]:
    properties = _mapping(schema, "properties")
    needed = schema.get("required") if isinstance(schema, dict) else None
    for key, raw in properties.items():
        part = raw if isinstance(raw, dict) else {}
        label = before + _text(part.get("title") or key)
        if depth and _mapping(part, "properties"):
            yield from _fields(part, words, f"{label} › ", depth - 1)
        else:
            required = words.say("required" if isinstance(needed, list) and key in needed else "optional")
            yield FormField(label, _answer(part, words), required, _text(part.get("description", "")))


def _mapping(schema: Any, key: str) -> Mapping[str, Any]:
    found = schema.get(key) if isinstance(schema, dict) else None
    return found if isinstance(found, dict) else {}


def _answer(part: Mapping[str, Any], words: Words) -> str:
    limits = [words.say(word, value=_text(part[key])) for key, word in _LIMITS.items() if key in part]
    return words.say("listed").join([_type(part, words), *limits])


def _type(part: Mapping[str, Any], words: Words) -> str:
    choices = [part["const"]] if "const" in part else part.get("enum")
    if isinstance(choices, list) and choices:
        return words.say("one_of", values=words.say("listed").join(_text(one) for one in choices[:50]))
    kind = part.get("type")
    return words.say(_TYPES.get(kind, "form_any") if isinstance(kind, str) else "form_any")


def _text(value: Any) -> str:
    word = {True: "true", False: "false", None: "null"}[value] if isinstance(value, bool | None) else str(value)
    return one_line(word, 200)
