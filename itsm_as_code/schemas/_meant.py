"""What was probably meant by a quantity that can't be read: the words that mend it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

from itsm_as_code.schemas._measures import Span

_SHARE = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,30})?")
_PERCENT_SIGN = re.compile(r"\s*([%％]+|per ?cent)\s*$", re.IGNORECASE)
_ANY_SHARE = "write it with a point and a percent sign, such as 99.9%"
_ANY_SPAN = "write 15m, 4h, 3d, 6mo, 1h30m or PT15M"

_UNITS = (
    # (spellings, months, seconds)
    ("s|sec|secs|second|seconds", 0, 1),
    ("m|min|mins|minute|minutes", 0, 60),
    ("h|hr|hrs|hour|hours", 0, 3_600),
    ("d|day|days", 0, 86_400),
    ("w|wk|wks|week|weeks", 0, 7 * 86_400),
    ("mo|mon|month|months", 1, 0),
    ("y|yr|yrs|year|years", 12, 0),
)
_SIZES = {word: (months, seconds) for words, months, seconds in _UNITS for word in words.split("|")}
_PIECE = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*([a-z]+)[\s,]*")


_YEAR_FIRST = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_LOOSE_INTERVAL = re.compile(r"([0-9]{1,2}:[0-9]{2}) ?[-\u2013] ?([0-9]{1,2}:[0-9]{2})")
_ONE_WORD = re.compile(r"write (\S+)")


def sure(hint: str) -> str:
    """The text that a hint says to write, "" where it leaves a choice."""
    match = _ONE_WORD.fullmatch(hint)
    return match[1] if match else ""


def share_by_number(value: float | Decimal) -> str:
    """A bare number below 1 is a fraction, one up to 100 lacks its sign."""
    number = Decimal(str(value))
    if number in (0, 1) or not 0 < number <= 100:
        return "write it as a percentage, such as 99.9%"
    meant = number * 100 if number < 1 else number
    return f"{meant.normalize():f}% was probably meant"


def share_by_text(text: str) -> str:
    """`99,9%`, `99.9 %`, `99.9`, `0.999`."""
    digits = _PERCENT_SIGN.sub("", text.strip()).replace(",", ".")
    if digits.startswith("-"):
        return "a share lies between 0% and 100%"
    if not _SHARE.fullmatch(digits):
        return _ANY_SHARE
    return f"write {digits}%" if _PERCENT_SIGN.search(text) else share_by_number(Decimal(digits))


def span_by_text(text: str) -> str:
    """`1.5h`, `15 minutes`, `4H`, `30m1h`: the same length as it is written here."""
    plain = text.strip()
    if plain.startswith(("-", "−", "P-")):
        return "a length of time is not negative"
    if re.fullmatch("[0-9]+", plain):
        return f"write {plain}m for minutes, {plain}h for hours or {plain}d for days"
    if re.fullmatch("[0-9]+ ?M", plain):
        return f"write {plain[:-1].strip()}m for minutes or {plain[:-1].strip()}mo for months"
    if re.fullmatch("[0-9.,]+ ?ms", plain):
        return "the shortest length of time is a second; write a bare number, in the unit of its indicator"
    if plain.upper().startswith("P"):
        day, _, time = plain.upper()[1:].partition("T")
        return _spelled(day.replace("M", "mo").lower() + time.lower())
    return _spelled(plain.lower())


def _spelled(text: str) -> str:
    """Numbers with units in any spelling and order, if nothing else stands between them."""
    pieces = _PIECE.findall(text)
    if not pieces or _PIECE.sub("", text) or any(unit not in _SIZES for _, unit in pieces):
        return _ANY_SPAN
    found = [(Decimal(number.replace(",", ".")), _SIZES[unit]) for number, unit in pieces]
    months = sum(number * size for number, (size, _) in found)
    seconds = sum(number * size for number, (_, size) in found)
    if months % 1 or seconds % 1:
        return _ANY_SPAN
    return f"write {Span(int(months), int(seconds))}"


def day_by_text(value: Any) -> str:
    """`2026/1/5`, `2026.01.05`: a day whose year stands first can only be one."""
    match = _YEAR_FIRST.fullmatch(value) if isinstance(value, str) else None
    try:
        found = date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        found = None
    return f"write {found}" if found else "write year-month-day, such as 2026-01-31"


def interval_by_text(value: Any) -> str:
    """`9:00 – 17:30` as it is written here, "" where it is no stretch of a day at all."""
    match = _LOOSE_INTERVAL.fullmatch(value) if isinstance(value, str) else None
    return f"{match[1]:0>5}-{match[2]:0>5}" if match else ""


def why_no_day(year: int, month: int, day: int) -> str:
    """Why a date in the right form is none: a month too many, or a day."""
    if 1 <= month <= 12 and year:
        last = monthrange(year, month)[1]
        return f"that month has {last} days" if day else "days are counted from 01"
    if 1 <= day <= 12 and 12 < month <= 31:
        return f"year-month-day: did you mean {year:04}-{day:02}-{month:02}?"
    return "months are 01 to 12" if year else "years are counted from 0001"
