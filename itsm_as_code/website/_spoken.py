"""Quantities in the words of a language: lengths of time, shares, amounts, hours of the week."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.dates import get_timezone_location

from itsm_as_code.schemas import Comparison, Percent, Span
from itsm_as_code.schemas.calendar import DAYS, days_of
from itsm_as_code.website._words import Words

WEEK = 7 * 24 * 60
"""Minutes of a week."""

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def number(value: int | float | Decimal) -> str:
    """A number with thousands set apart, and without an exponent."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,f}" if isinstance(value, Decimal) else str(value)


def share(value: Percent, words: Words) -> str:
    """`99.9 %`."""
    return words.say("percent", number=str(value).removesuffix("%"))


def span(value: Span, words: Words) -> str:
    """`3 months`, `1 day 2 h`, `43 min 12 s`."""
    months = [words.count("month", value.months)] if value.months else []
    return words.say("gap").join(months + _parts(value.seconds, words)) or words.count("minute", 0)


def seconds(value: int, words: Words) -> str:
    """A length of time given in seconds, in words."""
    return span(Span(0, value), words)


def _parts(rest: int, words: Words) -> list[str]:
    found = []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            found.append(words.count(unit, count))
    return found


def comparison(value: Comparison, words: Words) -> str:
    """`at least 99.9 %`, `at most 4 h`, or the value alone."""
    inner = value.value
    text = share(inner, words) if isinstance(inner, Percent) else ""
    text = text or (span(inner, words) if isinstance(inner, Span) else f"{inner:,f}")
    return words.say({">=": "at_least", "<=": "at_most", "": "just"}[value.direction], value=text)


def minutes_of_day(value: tuple[int, int]) -> str:
    """`09:00–17:30`."""
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in value)


def minutes_a_week(hours: Mapping[str, tuple[tuple[int, int], ...]]) -> int:
    """How many minutes of a week a calendar counts, holidays apart."""
    return sum(len(days_of(days)) * (end - start) for days, parts in hours.items() for start, end in parts)


def week(hours: Mapping[str, tuple[tuple[int, int], ...]], words: Words) -> str:
    """`Mon–Fri 09:00–12:00, 13:30–18:00; Sat 09:00–12:00`."""
    spoken = (
        f"{_days(days, words)} {', '.join(minutes_of_day(part) for part in parts)}" for days, parts in hours.items()
    )
    return "; ".join(spoken)


def zone(name: str, words: Words) -> str:
    """Whose clock: `Shanghai time`; zones without a city keep their name."""
    if "/" not in name or name.startswith("Etc/"):
        return name
    return words.say("city_time", city=get_timezone_location(name, locale=words.language, return_city=True))


def _days(text: str, words: Words) -> str:
    names = words.say("days").split()
    for day, name in zip(DAYS, names, strict=True):
        text = text.replace(day, name)
    return text.replace("-", "–").replace(",", ", ")
