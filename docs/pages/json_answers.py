"""One page with the JSON answers of every command, from their JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

INTRODUCTION = """# JSON answers

What scripts may rely on: `--format json` of each command. Every answer carries `"version": 1`; within a version, keys
are added but never renamed or removed. The schemas lie in `itsm_as_code/schemas/json/answers/` and are shipped.

- References: `kind:name`, or `kind:namespace/name` outside the namespace `default`; in lower case.
- Durations: ISO 8601. Shares and availabilities: numbers from 0 to 1. Times: RFC 3339 with an offset.
- Paths: relative to the root, with `/`. Lines and columns: from 1. Lists: sorted.
- `null`: not known, or not computed by this version.
"""


def page(answers: Mapping[str, Schema]) -> str:
    """The whole page; `answers` are the schemas by the name of their file."""
    return "\n".join([INTRODUCTION, *(_section(name, schema) for name, schema in sorted(answers.items()))])


def _section(name: str, schema: Schema) -> str:
    rows = [f"| `{path}` | {_kind(inside)} | {_cell(inside)} |" for path, inside in _fields(schema, schema, "")]
    table = "\n".join(["| key | value | meaning |", "|---|---|---|", *rows])
    words = "".join(f"{schema[key]}\n\n" for key in ("title", "description") if schema.get(key))
    return f"## {name}\n\n{words}{table}\n"


def _fields(schema: Schema, whole: Schema, path: str, depth: int = 0) -> Iterator[tuple[str, Schema]]:
    """Every key with its schema, depth first; a list is written `key[]`."""
    here = _resolved(schema, whole)
    for key, inside in here.get("properties", {}).items():
        full = _resolved(inside, whole)
        inner = full
        place = f"{path}.{key}" if path else key
        while "items" in inner:
            place, inner = f"{place}[]", _resolved(inner["items"], whole)
        yield place, {**inner, **{word: full[word] for word in ("description",) if word in full}}
        if depth < 8:  # an answer that contains itself ends here
            yield from _fields(inner, whole, place, depth + 1)


def _resolved(schema: Schema, whole: Schema) -> Schema:
    """A schema with what its `$ref` names, and of several forms the one that has something inside."""
    if "$ref" in schema:
        target: Any = whole
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        return {**_resolved(target, whole), **{key: value for key, value in schema.items() if key != "$ref"}}
    forms = [_resolved(form, whole) for form in (*schema.get("anyOf", ()), *schema.get("oneOf", ()))]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
    rich = next((form for form in forms if "properties" in form or "items" in form), None)
    return {**rich, **rest} if rich else {**rest, "anyOf": forms} if forms else schema


def _kind(schema: Schema) -> str:
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(form) for form in schema["anyOf"])
    kinds = schema.get("type", "any")
    listed = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(listed) + (f" ({schema['format']})" if "format" in schema else "")


def _cell(schema: Schema) -> str:
    return str(schema.get("description", "")).replace("\n", " ").replace("|", "\\|")
