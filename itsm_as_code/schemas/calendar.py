"""Calendar: the hours in which somebody works or a promise counts."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from itsm_as_code.schemas._base import Kind, Many, Part
from itsm_as_code.schemas._effects import loosens
from itsm_as_code.schemas._quantities import Day, Interval, TimeZone
from itsm_as_code.schemas._reads import Reads, wrong

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = "(?:" + "|".join(DAYS) + ")"
_COUNTRY = re.compile("[A-Z]{2}")
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*")


def read_days(value: Any) -> str:
    """`mon`, `mon-fri` or `sat,sun`."""
    if isinstance(value, str) and _DAYS.fullmatch(value):
        return value
    raise wrong(f"{value!r} names no days", "write mon, mon-fri or sat,sun")


def days_of(text: str) -> tuple[int, ...]:
    """The days a key of `hours` names, Monday 0; `fri-mon` runs over the week's end."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        found += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    return tuple(found)


def _each_day_once(hours: dict[str, tuple[tuple[int, int], ...]]) -> dict[str, tuple[tuple[int, int], ...]]:
    named = [day for key in hours for day in days_of(key)]
    for day in named:
        if named.count(day) > 1:
            raise wrong(f"{DAYS[day]} is named twice", "give each day its hours once; a day takes a list of several")
    return hours


def _not_empty(stretches: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    if not stretches:
        raise wrong("a day without hours", "leave the day out, or give it a stretch")
    return stretches


def read_country(value: Any) -> str:
    """`DE`: the two letters of ISO 3166-1; whether its holidays are known is another question."""
    if isinstance(value, str) and _COUNTRY.fullmatch(value):
        return value
    meant = value.strip().upper() if isinstance(value, str) else ""
    hint = f"write {meant}" if _COUNTRY.fullmatch(meant) else "write its two letters of ISO 3166-1, such as DE"
    raise wrong(f"{value!r} is not the code of a country", hint)


Country = Annotated[str, Reads(read_country, _COUNTRY.pattern, "A country, by its two letters", ("DE", "CN"))]
Days = Annotated[str, PlainValidator(read_days), WithJsonSchema({"type": "string", "pattern": f"^{_DAYS.pattern}$"})]
Stretches = Annotated[Many[Interval], AfterValidator(_not_empty), Field(json_schema_extra={"minItems": 1})]
Hours = Annotated[
    dict[Days, Stretches], AfterValidator(_each_day_once), Field(json_schema_extra={"additionalProperties": False})
]


class Holidays(Part):
    """The days that are not worked: those of a country, less some, and some more."""

    country: Annotated[Country | None, loosens("narrower")] = None
    """Its two letters of ISO 3166-1."""
    subdivision: Annotated[str, Field(json_schema_extra={"examples": ["BY"]}), loosens("narrower")] | None = None
    """A part of the country with holidays of its own: what follows the hyphen in ISO 3166-2, such as BY."""
    except_: Annotated[Many[Day], loosens("narrower")] = ()
    """Holidays of the country that are worked all the same."""
    also: Annotated[Many[Day], loosens("narrower")] = ()
    """Other days that are not worked."""

    @model_validator(mode="after")
    def _part_of_a_country(self) -> Holidays:
        if self.subdivision and not self.country:
            raise wrong(f"{self.subdivision} is a part of no country", "add country: and its two letters")
        return self


class CalendarSpec(Part):
    """Hours by day of the week, in one time zone."""

    timezone: Annotated[TimeZone, loosens("narrower")] = "UTC"
    """Whose clock the hours are read from."""
    hours: Annotated[Hours, loosens("narrower")] = Field(default_factory=dict)
    """Stretches of a day, by days: {mon-fri: ["09:00-17:30"]}."""
    holidays: Holidays | None = None
    """The days that are not worked."""


class Calendar(Kind):
    """The hours in which somebody works or a promise counts."""

    kind: Literal["Calendar"]
    spec: CalendarSpec = CalendarSpec()
