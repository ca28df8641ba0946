"""Puts what a gate refused into words: where, what is wrong, what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from itsm_as_code.model import Edit, FieldPath, Finding, Location, Ref, Severity, TextFile
from itsm_as_code.reading._marks import Fault, locate
from itsm_as_code.reading._nearest import nearest, surely
from itsm_as_code.reading._scalar_edits import WRITTEN, scalar_edits
from itsm_as_code.reading.catalog import locate_field
from itsm_as_code.schemas import Kind, part_inside

_TYPES = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def finding_of(fault: Fault, file: TextFile, lines: list[str]) -> Finding:
    """The finding of a fault of gate one."""
    severity = Severity.INFO if file.note else Severity.ERROR
    return Finding(fault.code, severity, fault.message, locate(file.path, lines, fault.span), hint=fault.hint)


def refusal(  # noqa: PLR0913 - the parts of a finding that a gate knows
    code: str, message: str, place: Location, hint: str = "", ref: Ref | None = None, edits: tuple[Edit, ...] = ()
) -> Finding:
    """The finding of something a gate doesn't let pass."""
    return Finding(code, Severity.ERROR, message, place, ref, hint, edits=edits)


def type_finding(error: Mapping[str, Any], model: type[Kind], ref: Ref | None, file: TextFile, index: int) -> Finding:
    """The finding of one error of pydantic, at the key or the value it is about."""
    path: FieldPath = tuple(part for part in error["loc"] if part != "[key]")
    code, message, hint = _words(error, path, model)
    at_key = code == "unknown-field" or "[key]" in error["loc"]
    fix = _fix(error, path, model)
    edits = scalar_edits(file, index, path, fix, key=at_key) if fix else ()
    return refusal(code, message, locate_field(file, index, path, at_key), hint, ref, edits)


def _fix(error: Mapping[str, Any], path: FieldPath, model: type[Kind]) -> str:
    """What was surely meant: the text to write in place of the value, or of an unknown key."""
    kind, value = error["type"], error["input"]
    if kind == "wrong-value":
        return str(error["ctx"].get("fix", ""))
    if kind == "extra_forbidden":
        return surely(str(path[-1]), _fields(model, path[:-1]))
    if kind == "literal_error" and isinstance(value, str):
        return surely(value, _options(error))
    if kind == "string_type" and isinstance(value, int | float):
        return WRITTEN
    return ""


def _words(error: Mapping[str, Any], path: FieldPath, model: type[Kind]) -> tuple[str, str, str]:
    kind, key, context = error["type"], path[-1] if path else "", error.get("ctx", {})
    parent = ".".join(str(part) for part in path[:-1] if isinstance(part, str))
    if kind == "extra_forbidden":
        return (
            "unknown-field",
            f"{parent or 'an entity'} has no field {key}",
            _meant(str(key), _fields(model, path[:-1])),
        )
    if kind == "missing":
        place = f"{parent} needs" if parent else "every entity needs"
        return "missing-field", f"{place} {key}", f"add {key}: …"
    if kind == "wrong-value":
        return "wrong-value", f"{_name(path)}: {context['message']}", context["hint"]
    if kind == "literal_error":
        return "wrong-value", f"{_name(path)} is one of {_choices(error)}", _near_choice(error)
    if kind in _TYPES:
        return "wrong-value", f"{_name(path)} takes {_TYPES[kind]}, this is {_what(error['input'])}", _quote(error)
    return "wrong-value", f"{_name(path)}: {error['msg'][:1].lower()}{error['msg'][1:]}", _bound(context)


def _bound(context: Mapping[str, Any]) -> str:
    """The limit that was passed, as something to write."""
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return next((f"write {word} {context[limit]:g}" for limit, word in words.items() if limit in context), "")


def _name(path: FieldPath) -> str:
    """The last word of a path, with its number in a list: `dependsOn[2]`."""
    words = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    last = max((number for number, part in enumerate(path) if isinstance(part, str)), default=0)
    return "".join(words[last:]).removeprefix(".") or "the document"


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word.lower(), [name.lower() for name in known])
    names = {name.lower(): name for name in known}
    if word.lower() in names:
        return f"did you mean {names[word.lower()]}?"
    if near:
        return f"did you mean {' or '.join(names[match] for match in near)}?"
    return f"it knows {', '.join(known)}" if known else ""


def _fields(model: type[BaseModel], path: FieldPath) -> tuple[str, ...]:
    """The keys that may stand at a path, read off the model."""
    current: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int) or current is None:
            continue
        info = next((info for info in current.model_fields.values() if info.alias == part), None)
        current = part_inside(info.annotation) if info is not None else None
    return tuple(sorted(str(info.alias) for info in current.model_fields.values())) if current else ()


def _choices(error: Mapping[str, Any]) -> str:
    return str(error["ctx"]["expected"]).replace("'", "")


def _options(error: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", "))


def _near_choice(error: Mapping[str, Any]) -> str:
    options = _options(error)
    near = nearest(str(error["input"]).lower(), [option.lower() for option in options])
    names = {option.lower(): option for option in options}
    wanted = str(error["input"]).lower()
    match = names.get(wanted) or (names[near[0]] if near else "")
    return f"did you mean {match}?" if match else ""


def _what(value: Any) -> str:
    names = {type(None): "empty", dict: "a mapping", list: "a list", bool: "true or false", str: "a text"}
    return names.get(type(value), "a number")


def _quote(error: Mapping[str, Any]) -> str:
    value = error["input"]
    if error["type"] != "string_type" or not isinstance(value, int | float):
        return ""
    return 'write it in quotes: "true" or "false"' if isinstance(value, bool) else f'write it in quotes: "{value}"'
