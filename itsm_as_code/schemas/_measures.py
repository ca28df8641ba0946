"""The values behind quantities: shares, lengths of time, comparisons; exact, and spelled one way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Literal

_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share as a person writes it: `99.9%`. Exact, never a float."""

    percent: Decimal

    @property
    def fraction(self) -> Decimal:
        """The same share from 0 to 1."""
        return self.percent.scaleb(-2)

    @property
    def exact(self) -> Fraction:
        """The same share as a ratio, for sums and quotients that don't round."""
        return Fraction(self.percent) / 100

    def __str__(self) -> str:
        return f"{self.percent.normalize():f}%"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: calendar months, and seconds; a month has no fixed length."""

    months: int
    seconds: int

    def __str__(self) -> str:
        text, rest = f"{self.months}mo" if self.months else "", self.seconds
        for unit, size in _SECONDS.items():
            count, rest = divmod(rest, size)
            text += f"{count}{unit}" if count else ""
        return text or "0s"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an objective promises: a direction, if one was written, and a value with its unit."""

    direction: Literal["", ">=", "<="]
    value: Percent | Span | Decimal

    def __str__(self) -> str:
        return f"{self.direction} {self.value}".strip()


def availability_text(down: float, *, at_least: bool = False) -> str:
    """An availability by its unavailability, to three digits of that: 0.001234 is `99.876%`.

    Nothing looks better than it is; `at_least` is for what has to be reached.
    """
    steady = Context(prec=12).create_decimal(down) * 100  # without the last bits of sums
    rounded = Context(prec=3, rounding=ROUND_FLOOR if at_least else ROUND_CEILING).plus(steady)
    return str(Percent(100 - Decimal(rounded)))


def spoken_time(seconds: int) -> str:
    """A length of time as people say it: `43 min 12 s`, `2 d 4 h`."""
    found, rest = [], seconds
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        found += [f"{count} {unit}"] if count else []
    return " ".join(found) or "0 min"


def iso_duration(seconds: int, months: int = 0) -> str:
    """ISO 8601 for a length of time: `PT15M`, `P1DT2H`, `P6M`."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    day = "".join(f"{count}{unit}" for count, unit in ((months, "M"), (days, "D")) if count)
    time = "".join(f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if count)
    return f"P{day}" + (f"T{time}" if time else "") if day or time else "PT0S"
