"""What a plain scalar means in YAML 1.2's core schema (YAML 1.2.2, section 10.3.2)."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
MAX_DIGITS = 300


class NotFinite(ValueError):
    """A number that no JSON and no CMDB can hold."""


def resolve(text: str) -> Scalar:
    """The value of a plain scalar; `no`, `on`, `1_000`, `1:20` and dates are texts, `010` is ten.

    Raises:
        NotFinite: the number is infinite, no number at all, or longer than 300 digits.
    """
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> str | int | float:
    if len(text) > MAX_DIGITS and _FLOAT.fullmatch(text):
        raise NotFinite(f"a number of {len(text)} digits")
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _NO_NUMBER.fullmatch(text) or (_FLOAT.fullmatch(text) and float(text) in (float("inf"), float("-inf"))):
        raise NotFinite(f"{text} is not a number one can count with")
    return float(text) if _FLOAT.fullmatch(text) else text
