"""Expressions in CEL: compiled and checked once, evaluated often, within limits that the library keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LONGEST = 4_000
"""Characters of an expression; the library limits nesting (32) and iterations (10,000) itself."""

VARIABLES = ("self", "ref", "today", "owner", "dependencies", "dependents")
_PLACE = re.compile(r"<input>:(\d+):(\d+): (.*)")
_NO_KEY = re.compile(r'Key not found in map : "(.*)"')
_STATUS = re.compile(r"^[A-Z_]+: | \[[A-Z_]+\]$")
_INSTALL = "pip install 'itsm-as-code[rules]'"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an expression, and where in its text: line and column from 1, 0 where unknown."""

    message: str
    line: int = 0
    column: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that can be evaluated."""

    text: str
    program: Any

    def mentions(self, word: str) -> bool:
        """Whether a variable may be used; what isn't needn't be made."""
        return re.search(rf"\b{word}\b", self.text) is not None

    def value(self, known: Mapping[str, Any]) -> Any | Fault:
        """What it gives for these variables, or why it gives nothing."""
        try:
            found = self.program.eval(data=dict(known))
        except RuntimeError as error:  # what the library raises for everything
            return Fault(_plain(str(error)))
        return Fault(_plain(str(found.value()))) if found.type().name() == "ERROR" else found.value()


def compiled(text: str, gives: str) -> Expression | Fault:
    """The expression of a text, checked: its names exist, and it gives a `BOOL` or a `STRING`."""
    try:
        from cel_expr_python import cel  # type: ignore[import-untyped]  # noqa: PLC0415 - only own rules need it
    except ImportError:
        return Fault("rules of one's own need the CEL library, which is not installed", hint=_INSTALL)
    if len(text) > LONGEST:
        return Fault(f"an expression has at most {LONGEST:,} characters, this has {len(text):,}")
    types = {"ref": cel.Type.STRING, "today": cel.Type.STRING}
    try:
        program = cel.NewEnv(variables={name: types.get(name, cel.Type.DYN) for name in VARIABLES}).compile(text)
    except RuntimeError as error:  # what the library raises for everything
        return _fault(str(error))
    if program.return_type() not in (getattr(cel.Type, gives), cel.Type.DYN):
        wanted = {"BOOL": "true or false", "STRING": "a text"}[gives]
        return Fault(f"the expression gives {program.return_type().name().lower()}, not {wanted}")
    return Expression(text, program)


def _fault(text: str) -> Fault:
    match = _PLACE.search(text)
    if match is None:
        return Fault(_plain(text))
    line, column, words = int(match[1]), int(match[2]), _plain(match[3])
    name = re.match(r"undeclared reference to '(.*?)'", words)
    if name:
        return Fault(
            f"there is no {name[1]}", line, column, f"it knows {', '.join(VARIABLES)} and the functions of CEL"
        )
    # The library types what was found with [ ] more strictly than its own message says.
    wrap = "put it in dyn( ), as in dyn(self.metadata.annotations['x-rooms']).all(…)"
    hint = wrap if "type 'dyn' cannot be the range" in words else ""
    return Fault(words.partition(" expecting ")[0].partition(" (must be ")[0], line, column, hint)


def _plain(text: str) -> str:
    """The first line of what the library says, without its codes."""
    first = _STATUS.sub("", _STATUS.sub("", text.partition("\n")[0])).strip()
    missing = _NO_KEY.fullmatch(first)
    if missing:
        return f"there is no key {missing[1]}"
    return first[:1].lower() + first[1:]
