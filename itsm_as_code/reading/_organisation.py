"""JSON Schemas that an organisation writes: made safe, merged along `extends`, compiled once. The room of jsonschema.

One draft, 2020-12. Formats are asserted. References stay inside the schema: the registry is empty and
nothing is ever retrieved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from itsm_as_code.model import FieldPath
from itsm_as_code.reading._nearest import nearest

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
MAX_MESSAGE = 200
MAX_REFERENCES = 10_000
"""References followed for one value: a few lines of them can branch into billions of ways."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a schema, or a value held against it, is refused for, and where inside it."""

    path: FieldPath
    message: str
    hint: str = ""


Checker = Callable[[str], tuple[Complaint, ...]]
"""Takes the value as JSON."""


def faults_of(schema: Mapping[str, Any]) -> Iterator[Complaint]:
    """Why a schema can't be used: not valid itself, another draft, or a reference that leads outside."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - 0.2 s that only CIs with attributes pay

    draft = schema.get("$schema", _DRAFT)
    if isinstance(draft, str) and draft.rstrip("#") != _DRAFT:
        yield Complaint(("$schema",), "only JSON Schema 2020-12 is read", f"write {_DRAFT}, or leave it out")
        return
    yield from _references_outside(schema, ())
    try:
        Draft202012Validator.check_schema(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    except SchemaError as error:
        yield Complaint(tuple(error.absolute_path), _short(error.message))
    except RecursionError:
        yield Complaint((), "the schema is nested too deeply")


def _references_outside(schema: Any, path: FieldPath) -> Iterator[Complaint]:
    items = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for key, value in items:
        if key in _REFERENCES and isinstance(value, str) and not value.startswith("#"):
            hint = "write the schema out under $defs and refer to #/$defs/…"
            yield Complaint(
                (*path, key), f"the reference {_short(value)} leads out of the schema, nothing is fetched", hint
            )
        else:
            yield from _references_outside(value, (*path, key))


def merged(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a type that extends another: both their properties, the own word last."""
    both = {**parent, **own}
    for key in ("properties", "$defs", "patternProperties", "dependentRequired", "dependentSchemas"):
        if key in parent and key in own:
            both[key] = {**parent[key], **own[key]}
    if "required" in parent and "required" in own:
        both["required"] = sorted({*parent["required"], *own["required"]})
    return both


class _TooMuch(Exception):
    """The schema follows more references than any schema a person wrote."""


@dataclass(slots=True)
class _Steps:
    """How many references one check has followed."""

    left: int = 0


def _validator(schema: Mapping[str, Any], steps: _Steps) -> Any:
    """A validator that fetches nothing, counts the references it follows, and divides as people do."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - as above
    from jsonschema.validators import extend  # noqa: PLC0415 - as above
    from referencing import Registry  # noqa: PLC0415 - as above

    def reference(validator: Any, target: Any, instance: Any, _schema: Any) -> Iterator[Any]:
        steps.left -= 1
        if steps.left < 0:
            raise _TooMuch
        yield from validator._validate_reference(ref=target, instance=instance)

    keywords = {"$ref": reference, "$dynamicRef": reference, "multipleOf": _multiple_of}
    made = extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]  # jsonschema leaves it untyped
    return made(schema, registry=Registry(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _multiple_of(validator: Any, divisor: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    """In decimal, so that 19.99 is a multiple of 0.01."""
    from jsonschema import ValidationError  # noqa: PLC0415 - as above

    if not validator.is_type(instance, "number"):
        return
    if (Fraction(str(instance)) / Fraction(str(divisor))).denominator != 1:
        yield ValidationError(f"{instance} is not a multiple of {divisor}")


def checker(schema: Mapping[str, Any]) -> Checker:
    """What tells what is wrong with a value, in the order of its fields; made once for each schema.

    Many CIs of a type have the same attributes, so an answer is kept for each different value.
    """
    steps = _Steps()
    validator = _validator(schema, steps)
    known: dict[str, tuple[Complaint, ...]] = {}

    def check(text: str) -> tuple[Complaint, ...]:
        if text not in known:
            steps.left = MAX_REFERENCES
            known[text] = tuple(_complaints(validator, json.loads(text)))
        return known[text]

    return check


def _complaints(validator: Any, value: Any) -> Iterator[Complaint]:
    from referencing.exceptions import Unresolvable  # noqa: PLC0415 - as above

    try:
        errors = sorted(validator.iter_errors(value), key=lambda error: (str(list(error.absolute_path)), error.message))
    except RecursionError:
        yield Complaint((), "the type's schema refers to itself without end")
        return
    except _TooMuch:
        yield Complaint((), f"the type's schema follows more than {MAX_REFERENCES:,} references", "make it simpler")
        return
    except Unresolvable as lost:
        yield Complaint((), f"the type's schema has a reference to nothing: {_short(str(lost))}")
        return
    for error in errors:
        yield from _in_words(error)


def _in_words(error: Any) -> Iterator[Complaint]:
    path: FieldPath = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and error.validator_value is False:
        known = error.schema.get("properties", {})
        for key in sorted(set(error.instance) - set(known), key=str):
            near = nearest(str(key), known)
            hint = f"did you mean {' or '.join(near)}?" if near else f"it knows {', '.join(sorted(known))}"
            yield Complaint((*path, key), f"there is no attribute {key}", hint)
        return
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        yield Complaint(path, f"the attribute {missing[0]} is missing", f"add {missing[0]}: …")
        return
    yield Complaint(path, _short(error.message))


def _short(text: str) -> str:
    return text if len(text) <= MAX_MESSAGE else f"{text[: MAX_MESSAGE - 1]}…"
