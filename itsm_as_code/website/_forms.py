"""A catalogue entry's request form: its JSON Schema as fields to fill in, whatever organisations put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from itsm_as_code.website._text import one_line
from itsm_as_code.website._words import Words

MOST = 100
"""The most fields a form shows."""
_LONG = 200
"""The length from which an answer gets several lines."""

_TYPES = {
    "string": "form_text",
    "number": "form_number",
    "integer": "form_whole",
    "boolean": "form_yes",
    "array": "form_list",
    "object": "form_parts",
}
_LIMITS = {"minimum": "form_from", "maximum": "form_to", "maxLength": "form_longest", "default": "form_given"}
_CONTROLS = {"number": "number", "integer": "number", "boolean": "checkbox", "array": "lines", "object": "lines"}
_FORMATS = {"date": "date", "email": "email", "uri": "url", "time": "time", "date-time": "datetime-local"}


class FormField(NamedTuple):
    """One question of a form: in words, and as the control that takes the answer."""

    name: str
    label: str
    answer: str
    required: bool
    help: str
    control: str
    choices: tuple[str, ...]
    limits: tuple[tuple[str, str], ...]
    given: str


def form_fields(form: Mapping[str, Any], words: Words) -> tuple[FormField, ...]:
    """The questions of a form in their order; those inside a part carry its name in front."""
    return tuple(field for _, field in zip(range(MOST), _fields(form, words, ("", ""), 3), strict=False))


def _fields(schema: Any, words: Words, before: tuple[str, str], depth: int) -> Iterator[FormField]:
    properties = _mapping(schema, "properties")
    needed = schema.get("required") if isinstance(schema, dict) else None
    for key, raw in properties.items():
        part = raw if isinstance(raw, dict) else {}
        name, label = before[0] + _text(key), before[1] + _text(part.get("title") or key)
        if depth and _mapping(part, "properties"):
            yield from _fields(part, words, (f"{name}.", f"{label} › "), depth - 1)
        else:
            yield _field(part, words, name, label, isinstance(needed, list) and key in needed)


def _field(part: Mapping[str, Any], words: Words, name: str, label: str, required: bool) -> FormField:
    choices = _choices(part)
    control = "choice" if choices else _control(part)
    given = _text(part["default"]) if "default" in part else ""
    help_, limits = _text(part.get("description", "")), _limits(part, control)
    return FormField(name, label, _answer(part, words), required, help_, control, choices, limits, given)


def _choices(part: Mapping[str, Any]) -> tuple[str, ...]:
    found = [part["const"]] if "const" in part else part.get("enum")
    return tuple(_text(one) for one in found[:50]) if isinstance(found, list) else ()


def _control(part: Mapping[str, Any]) -> str:
    """What takes the answer: a kind of input, or several lines."""
    kind, form, longest = part.get("type"), part.get("format"), part.get("maxLength")
    if isinstance(kind, str) and kind in _CONTROLS:
        return _CONTROLS[kind]
    if isinstance(form, str) and form in _FORMATS:
        return _FORMATS[form]
    return "lines" if isinstance(longest, int) and longest >= _LONG else "text"


def _limits(part: Mapping[str, Any], control: str) -> tuple[tuple[str, str], ...]:
    """What the browser checks; the answer is checked again by whoever gets it."""
    keys = {"number": {"minimum": "min", "maximum": "max"}, "text": {"maxLength": "maxlength"}}.get(control, {})
    found = tuple((attribute, _text(part[key])) for key, attribute in keys.items() if _is_number(part.get(key)))
    return (*found, ("step", "any")) if control == "number" and part.get("type") == "number" else found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _mapping(schema: Any, key: str) -> Mapping[str, Any]:
    found = schema.get(key) if isinstance(schema, dict) else None
    return found if isinstance(found, dict) else {}


def _answer(part: Mapping[str, Any], words: Words) -> str:
    limits = [words.say(word, value=_text(part[key])) for key, word in _LIMITS.items() if key in part]
    return words.say("listed").join([_type(part, words), *limits])


def _type(part: Mapping[str, Any], words: Words) -> str:
    choices = _choices(part)
    if choices:
        return words.say("one_of", values=words.say("listed").join(choices))
    kind = part.get("type")
    return words.say(_TYPES.get(kind, "form_any") if isinstance(kind, str) else "form_any")


def _text(value: Any) -> str:
    word = {True: "true", False: "false", None: "null"}[value] if isinstance(value, bool | None) else str(value)
    return one_line(word, 200)
