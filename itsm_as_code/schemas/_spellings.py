"""How quantities are spelled, and what was surely meant by a text that is spelled otherwise."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,30})?%")
SHORT = re.compile(
    r"(?:([0-9]{1,6})y)?(?:([0-9]{1,6})mo)?(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?"
    r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s)?"
)
INTERVAL = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)")

_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})", re.ASCII)
_LOOSE_INTERVAL = re.compile(r"([0-9]{1,2}:[0-9]{2}) ?[-\u2013] ?([0-9]{1,2}:[0-9]{2})", re.ASCII)
_WORDED = re.compile(r"([0-9]{1,6}) ?([A-Za-z]{1,7}) ?", re.ASCII)
_UNITS = {
    "y": ("y", "yr", "yrs", "year", "years"),
    "mo": ("mo", "month", "months"),
    "w": ("w", "week", "weeks"),
    "d": ("d", "day", "days"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "m": ("m", "min", "mins", "minute", "minutes"),
    "s": ("s", "sec", "secs", "second", "seconds"),
}
_LONG = 40
MAX_PERCENT = 100


def percent_in(value: Any) -> str:
    """The percentage in a text with a comma, a space, no sign or the word; "" where there is none."""
    digits = re.sub(r"\s*(%+|percent)\s*$", "", value.strip()).replace(",", ".") if isinstance(value, str) else ""
    return f"{digits}%" if PERCENT.fullmatch(f"{digits}%") and float(digits) <= MAX_PERCENT else ""


def span_in(value: Any) -> str:
    """The duration in a text with words for its units, such as `15 min`; "" where there is none.

    `M` alone is left to people: it may be minutes or months.
    """
    parts = _WORDED.findall(value) if isinstance(value, str) and len(value) < _LONG else []
    if not parts or _WORDED.sub("", value).strip():
        return ""
    units = [next((short for short, words in _UNITS.items() if word.lower() in words), "") for _, word in parts]
    meant = "".join(f"{number}{unit}" for (number, _), unit in zip(parts, units, strict=True))
    return meant if all(units) and "M" not in {word for _, word in parts} and SHORT.fullmatch(meant) else ""


def date_in(value: Any) -> str:
    """The day in a text that begins with its year, such as `2026/1/5`; "" where there is none."""
    match = _YEAR_FIRST.fullmatch(value) if isinstance(value, str) else None
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else ""
    except ValueError:
        return ""


def interval_in(value: Any) -> str:
    """The stretch in a text such as `9:00 – 17:30`; "" where there is none."""
    match = _LOOSE_INTERVAL.fullmatch(value) if isinstance(value, str) else None
    meant = f"{match[1]:0>5}-{match[2]:0>5}" if match else ""
    return meant if INTERVAL.fullmatch(meant) else ""
