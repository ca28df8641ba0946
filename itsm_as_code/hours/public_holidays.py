"""The days that are not worked: public holidays of a country or a part of it, less some, and some more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What a calendar says about holidays."""

    country: str | None = None
    subdivision: str | None = None
    worked: frozenset[date] = frozenset()
    also: frozenset[date] = frozenset()

    @property
    def any(self) -> bool:
        """Whether there may be a day off at all."""
        return bool(self.country or self.also)


def country_known(country: str, subdivision: str | None = None) -> bool:
    """Whether the holidays of a country (ISO 3166-1, two letters), or of a part of it (ISO 3166-2), are known."""
    return country in countries() and (subdivision is None or subdivision in subdivisions(country))


@cache
def countries() -> tuple[str, ...]:
    """The countries whose holidays are known, sorted."""
    return tuple(sorted(set(_codes().values())))


@cache
def other_codes() -> Mapping[str, str]:
    """Codes that aren't a country's first one, each with that one: `UK` is `GB`, `DEU` is `DE`."""
    return {code: first for code, first in _codes().items() if code != first}


@cache
def _codes() -> dict[str, str]:
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - loaded only where a calendar names a country

    return {code: names[1] for names in COUNTRIES.values() for code in names[1:]}


@cache
def subdivisions(country: str) -> tuple[str, ...]:
    """The parts of a country whose holidays are told apart, sorted."""
    return tuple(sorted(_class_of(country).subdivisions)) if country in countries() else ()


@cache
def subdivision_names(country: str) -> Mapping[str, str]:
    """Names of the parts of a country, each with its code: `Bayern` is `BY`."""
    return dict(_class_of(country).subdivisions_aliases) if country in countries() else {}


@cache
def _class_of(country: str) -> Any:
    import holidays  # noqa: PLC0415 - loaded only where a calendar names a country

    return getattr(holidays, country)


@lru_cache(maxsize=4_096)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """The public holidays of a year, as observed; none for a country or a year that isn't known.

    An unknown part of a known country has the holidays of all of it: a rule tells of it.
    """
    if country not in countries():
        return frozenset()
    part = subdivision if subdivision in subdivisions(country) else None
    # The language is given, so that the machine's isn't asked for; only the days are used.
    return frozenset(_class_of(country)(subdiv=part, years=year, expand=False, language="en_US"))


@cache
def year_is_settled(country: str, year: int) -> bool:
    """Whether nothing is still to be announced for a year, as far as the library knows the country.

    Some countries move working days to make longer holidays, and say so one year before.
    """
    if country not in countries():
        return False
    known = _class_of(country)(years=(), expand=False)  # what a year needs is gathered by its instances alone
    moved = known.has_substituted_holidays
    announced = {key for key in getattr(known, "special_public_holidays", {}) if isinstance(key, int)} if moved else ()
    return known.start_year <= year <= known.end_year and (not moved or year in announced)


@lru_cache(maxsize=1_024)
def days_worked_instead(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Days of a weekend that are worked in a year to make another day free."""
    if country not in countries():
        return frozenset()
    part = subdivision if subdivision in subdivisions(country) else None
    found = _class_of(country)(subdiv=part, years=year, expand=False, language="en_US").weekend_workdays
    return frozenset(day for day in found if day.year == year)  # those of some other years come along


@lru_cache(maxsize=4_096)
def days_off(off: DaysOff, year: int) -> frozenset[date]:
    """The days of a year that are not worked; a day of one's own is off even if it is an exception too."""
    public = public_holidays(off.country, off.subdivision, year) if off.country else frozenset()
    return (public - off.worked) | {day for day in off.also if day.year == year}
