"""The grammar of selectors: a text becomes terms, each with its column; nothing is looked up here."""

from __future__ import annotations

import re
from typing import NamedTuple

from itsm_as_code.errors import WrongUse

_TERM = re.compile(r"(?P<round>@)?(?P<up>[0-9]{0,9}\+)?(?P<core>[^+@\s,][^+\s,]*)(?P<down>\+[0-9]{0,9})?")
_START = re.compile(r"@?(?:[0-9]{0,9}\+)?")
WITHOUT_LIMIT = -1
HOW = "write kind:service, ci:db-*, owner:team, label:env=prod, path:cmdb/**, x+ or +x"


class Term(NamedTuple):
    """One term: `method:value`, and how many steps up (what it needs) and down (what needs it); 0: none.

    `method` is empty for a bare name. `column` counts from 1 in the selector it stands in.
    """

    text: str
    column: int
    method: str
    value: str
    up: int
    down: int


def terms(selector: str) -> tuple[tuple[Term, ...], ...]:
    """A union of intersections of terms.

    Raises:
        WrongUse: it can't be read; the message says in which column.
    """
    parts = re.finditer(r"\S+", selector)
    return tuple(tuple(_intersection(selector, part.group(), part.start())) for part in parts)


def refusal(selector: str, term: Term, message: str, hint: str) -> WrongUse:
    """The error about one term, with its column where it isn't all there is."""
    where = f" (column {term.column} of {selector!r})" if term.text != selector.strip() else ""
    return WrongUse(f"{message}{where}", hint)


def _intersection(selector: str, part: str, start: int) -> list[Term]:
    found, column = [], start + 1
    for text in part.split(","):
        if not text:
            raise WrongUse(f"{selector!r} has nothing beside a comma, in column {column}", "a,b picks what is in both")
        found.append(_term(text, column))
        column += len(text) + 1
    return found


def _term(text: str, column: int) -> Term:
    match = _TERM.fullmatch(text)
    if match is None:
        raise WrongUse(f"{text!r} is no selector: {_unfit(text, column)}", HOW)
    method, colon, value = match["core"].partition(":")
    around = WITHOUT_LIMIT if match["round"] else 0
    up = _steps(match["up"][:-1]) if match["up"] else around
    down = _steps(match["down"][1:]) if match["down"] else around
    return Term(text, column, method if colon else "", value if colon else method, up, down)


def _steps(number: str) -> int:
    return int(number) if number else WITHOUT_LIMIT


def _unfit(text: str, column: int) -> str:
    """What doesn't fit, and where: the first character that no selector goes on with."""
    match = _TERM.match(text) or _START.match(text)
    end = match.end() if match else 0
    if end == len(text):
        return f"there is no name before its end in column {column + end}"
    return f"{text[end]!r} in column {column + end} doesn't go with what is before it"
