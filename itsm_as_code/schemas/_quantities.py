"""Reads quantities that carry their unit: percentages, durations, targets, dates, times of day, time zones."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from itsm_as_code.schemas._meant import (
    day_by_text,
    interval_by_text,
    share_by_number,
    share_by_text,
    span_by_text,
    sure,
    why_no_day,
)
from itsm_as_code.schemas._measures import Comparison, Percent, Span
from itsm_as_code.schemas._reads import AS_WRITTEN, Reads, wrong

_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,30})?%")
_SHORT = re.compile(
    r"(?:([0-9]{1,6})y)?(?:([0-9]{1,6})mo)?(?:([0-9]{1,6})w)?(?:([0-9]{1,6})d)?"
    r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s)?"
)
_ISO = re.compile(
    r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9})S)?)?"
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,30})?")
_LIKELY = 50
"""A bare number above it, where other things than shares are promised too, is meant in percent."""
_INTERVAL = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)")


def read_percent(value: Any, before: str = "", least: int = 1) -> Percent:
    """`99.9%`; a bare number, a comma, a space or more than 100 is refused with what was probably meant.

    `before` stood before the value in its text. A bare number above `least` is surely meant in percent.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        fix = f"{AS_WRITTEN}%" if least < value <= 100 else ""
        raise wrong(f"{value} is a bare number, a share is written with its unit", share_by_number(value), fix)
    if not isinstance(value, str) or not _PERCENT.fullmatch(value):
        hint = share_by_text(value if isinstance(value, str) else "")
        raise wrong(f"{_shown(value)} is not a percentage", hint, sure(hint) and f"{before}{sure(hint)}")
    percent = Decimal(value[:-1])
    if percent > 100:
        raise wrong(f"{value} is more than all of it", "a share lies between 0% and 100%")
    return Percent(percent)


def read_span(value: Any, before: str = "") -> Span:
    """`15m`, `4h`, `3d`, `6mo`, `1h30m` or ISO 8601 (`PT15M`)."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise wrong(f"{value} has no unit", f"write {value}m for minutes, {value}h for hours or {value}d for days")
    match = (_SHORT.fullmatch(value) or _ISO.fullmatch(value)) if isinstance(value, str) else None
    if match is None or not any(match.groups()):
        hint = span_by_text(value if isinstance(value, str) else "")
        raise wrong(f"{_shown(value)} is not a duration", hint, sure(hint) and f"{before}{sure(hint)}")
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Span(years * 12 + months, ((weeks * 7 + days) * 24 + hours) * 3_600 + minutes * 60 + seconds)


def read_fixed_span(value: Any) -> Span:
    """A duration without calendar months: an outage or a cache lasts the same in any month."""
    span = read_span(value)
    if span.months:
        raise wrong(f"{value} has no fixed length", "a month is 28 to 31 days long: write it in days")
    return span


def read_comparison(value: Any) -> Comparison:
    """`99.9%`, `>= 99.9%`, `<= 4h`, `>= 4.5`: a direction and a value with its unit."""
    if isinstance(value, int | float) and not isinstance(value, bool) and not 0 < value <= 100:
        raise wrong(f"{value} is a bare number, a target is a text", f'write it in quotes, or with its unit: "{value}"')
    if not isinstance(value, str):
        return Comparison("", read_percent(value, least=_LIKELY))
    for direction in (">=", "<="):
        if value.startswith(direction):
            return Comparison(direction, _measure(value[2:].removeprefix(" "), f"{direction} "))
    if value[:1] in ("≥", "≤", ">", "<", "="):
        raise wrong(f"{_shown(value)} has no direction this language knows", _direction_meant(value))
    return Comparison("", _measure(value))


def _direction_meant(text: str) -> str:
    """Signs that can only mean one thing; whether `>` takes its limit in, nobody knows but who wrote it."""
    meant = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}
    sign = next((sign for sign in meant if text.startswith(sign)), None)
    return f"write {meant[sign]} {text[len(sign) :].strip()}" if sign else "write >= or <="


def _measure(text: str, before: str = "") -> Percent | Span | Decimal:
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if (text and text[-1] in "yowdhms") or text[:1] == "P" or sure(span_by_text(text)):
        return read_span(text, before)
    return read_percent(text, before, _LIKELY)


def read_quantity(text: str) -> Comparison | Decimal | None:
    """The quantity in a text, if there is one; for comparing what two texts say."""
    try:
        return Decimal(text) if _NUMBER.fullmatch(text) else read_comparison(text)
    except PydanticCustomError:
        return None


def read_date(value: Any) -> date:
    """A day: `2026-01-31`; no time, no other spelling."""
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"there is no day {value}", why_no_day(*map(int, value.split("-")))) from None
    hint = day_by_text(value)
    raise wrong(f"{_shown(value)} is not a date", hint, sure(hint))


def read_interval(value: Any) -> tuple[int, int]:
    """`09:00-12:30` as minutes since midnight, (540, 750); `24:00` ends a day."""
    match = _INTERVAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        loose = interval_by_text(value)
        fix = loose if _INTERVAL.fullmatch(loose) else ""
        raise wrong(f"{_shown(value)} is not a stretch of a day", f'write it as "{fix or "09:00-17:30"}"', fix)
    first, second, third, fourth = match.groups()
    start = int(first) * 60 + int(second)
    end = int(third) * 60 + int(fourth) if third else 1_440
    if end <= start:
        raise wrong(
            f"{value} ends before it begins", 'hours over midnight are written as two: "22:00-24:00" and "00:00-06:00"'
        )
    return start, end


def read_timezone(value: Any) -> str:
    """The name of a zone of the IANA data base: `Asia/Shanghai`."""
    try:
        if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_+\-/]{1,64}", value):
            return ZoneInfo(value).key
    except (OSError, ValueError, LookupError):
        pass
    raise wrong(f"{_shown(value)} is not a time zone", "write its IANA name, such as Asia/Shanghai or UTC")


def _shown(value: Any) -> str:
    text = (
        value
        if isinstance(value, str)
        else {True: "true", False: "false", None: "nothing"}.get(value)
        if isinstance(value, bool | None)
        else f"a {'list' if isinstance(value, list) else 'mapping'}"
        if isinstance(value, list | dict)
        else str(value)
    )
    return repr(text) if isinstance(value, str) else str(text)


Percentage = Annotated[Percent, Reads(read_percent, _PERCENT.pattern, "A share, such as 99.9%", ("99.9%",))]
Duration = Annotated[
    Span,
    Reads(
        read_span, "[0-9ymowdhs]+|P[0-9YMWDTHS]+", "A length of time: 15m, 4h, 3d, 6mo or PT15M", ("15m", "4h", "6mo")
    ),
]
FixedDuration = Annotated[
    Span,
    Reads(read_fixed_span, "[0-9wdhms]+|P[0-9WDTHMS]+", "A length of time without months: 15m, 4h, 3d", ("15m", "4h")),
]
Target = Annotated[
    Comparison,
    Reads(
        read_comparison,
        "(?:[<>]= ?)?[0-9P-][0-9A-Za-z.%]*",
        "What is promised: 99.9%, >= 4.5 or <= 4h",
        ("99.9%", ">= 99.9%"),
    ),
]
Day = Annotated[date, Reads(read_date, _DATE.pattern, "A day, such as 2026-01-31", ("2026-01-31",))]
Interval = Annotated[
    tuple[int, int],
    Reads(read_interval, _INTERVAL.pattern, "A stretch of a day, such as 09:00-17:30", ("09:00-17:30",)),
]
TimeZone = Annotated[
    str,
    Reads(read_timezone, "[A-Za-z0-9_+/-]{1,64}", "An IANA time zone, such as Asia/Shanghai", ("Asia/Shanghai", "UTC")),
]
