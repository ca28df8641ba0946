"""Each exception of a calendar's holidays changes something.

A day under `except` that is no public holiday, or one under `also` on which nobody would have worked, is most likely a
slip of the date: the day that was meant is still counted the wrong way. Years whose holidays a country hasn't
announced yet are left alone.

ISO/IEC 20000-1 8.3.3: service level targets can be measured.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec:
  timezone: Europe/Berlin
  hours: {mon-fri: ["09:00-17:00"]}
  holidays: {country: DE, except: [2026-05-02]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec:
  timezone: Europe/Berlin
  hours: {mon-fri: ["09:00-17:00"]}
  holidays: {country: DE, except: [2026-05-01]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from itsm_as_code.graph import Landscape
from itsm_as_code.hours import country_known, days_worked_instead, public_holidays, year_is_settled
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas.calendar import CalendarSpec, Holidays, days_of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF

NEAR = 7
"""Days within which a holiday is likely to be the one that was meant."""

Said = tuple[str, str]
"""What is wrong with a day, and how to mend it."""


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Days under `except` and `also` that change nothing."""
    for ref, entity in landscape.entities.items():
        if ref.kind != "calendar":
            continue
        spec = entity.model.spec
        off = spec.holidays if spec.hours else None
        if off is not None and (off.country is None or country_known(off.country)):
            yield from _told(entity, "except", off.except_, [_except(spec, off, day) for day in off.except_])
            yield from _told(entity, "also", off.also, [_also(spec, off, day) for day in off.also])


def _told(entity: Entity, key: str, days: tuple[date, ...], found: list[Said | None]) -> Iterator[Complaint]:
    for number, (day, said) in enumerate(zip(days, found, strict=True)):
        words = (f"{day} stands here twice", "leave one of them out") if day in days[:number] else said
        if words is not None:
            yield Complaint(entity, ("spec", "holidays", key, number), *words)


def _except(spec: CalendarSpec, off: Holidays, day: date) -> Said | None:
    if off.country is None:
        return f"{day} is excepted from the holidays of no country", "add country: and its two letters"
    if day in off.also:
        return f"{day} is under also too, and stays a day off", "leave out one of the two"
    if day in days_worked_instead(off.country, off.subdivision, day.year) and _closed(spec, day):
        return (
            f"{day} is {day:%A}, worked in {off.country} for another day, and except adds no hours",
            f"leave it out; the calendar has no hours on {day:%A}",
        )
    if not year_is_settled(off.country, day.year):
        return None
    if day not in _public(off, day.year):
        return f"{day}, {day:%A}, is no public holiday of {_place(off)}", _near(off, day)
    return (f"{day} is {day:%A}, which has no hours anyway", "leave it out") if _closed(spec, day) else None


def _also(spec: CalendarSpec, off: Holidays, day: date) -> Said | None:
    if _closed(spec, day):
        return f"{day} is {day:%A}, which has no hours anyway", "leave it out, or correct the date"
    known = off.country is not None and year_is_settled(off.country, day.year)
    if known and day not in off.except_ and day in _public(off, day.year):
        return f"{day} is a public holiday of {_place(off)} already", "leave it out, or correct the date"
    return None


def _closed(spec: CalendarSpec, day: date) -> bool:
    return not any(day.weekday() in days_of(key) for key in spec.hours)


def _public(off: Holidays, year: int) -> frozenset[date]:
    return public_holidays(off.country, off.subdivision, year) if off.country else frozenset()


def _place(off: Holidays) -> str:
    return f"{off.country}-{off.subdivision}" if off.subdivision else str(off.country)


def _near(off: Holidays, day: date) -> str:
    around = {one for year in (day.year - 1, day.year, day.year + 1) for one in _public(off, year)}
    near = sorted((one for one in around if abs(one - day) <= timedelta(NEAR)), key=lambda one: (abs(one - day), one))
    return f"did you mean {near[0]}?" if near else "leave it out, or correct the date"
