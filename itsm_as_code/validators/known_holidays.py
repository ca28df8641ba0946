"""The public holidays of a calendar's country, and of the part of it, are known.

Where nobody knows the holidays of a country they are all counted as working days, and promises are judged by hours in
which the office is empty. Countries are written with the two letters of ISO 3166-1, their parts with what follows the
hyphen in ISO 3166-2; some parts that have no code but holidays of their own go by their names.

ISO/IEC 20000-1 8.3.3: service level targets can be measured.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec:
  timezone: Europe/London
  hours: {mon-fri: ["09:00-17:00"]}
  holidays: {country: UK}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec:
  timezone: Europe/London
  hours: {mon-fri: ["09:00-17:00"]}
  holidays: {country: GB, subdivision: SCT}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itsm_as_code.graph import Landscape
from itsm_as_code.hours import countries, other_codes, subdivision_names, subdivisions
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity, nearest
from itsm_as_code.schemas.calendar import Holidays
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF

HOLIDAYS = ("spec", "holidays")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Calendars with a country or a part of one whose holidays nobody knows."""
    for ref, entity in landscape.entities.items():
        off = entity.model.spec.holidays if ref.kind == "calendar" else None
        if off is not None and off.country is not None:
            yield from _unknown(entity, off, off.country)


def _unknown(entity: Entity, off: Holidays, country: str) -> Iterator[Complaint]:
    if country not in countries():
        meant = other_codes().get(country)
        words = f'there is no country "{country}" whose holidays are known'
        yield Complaint(entity, (*HOLIDAYS, "country"), words, _country_hint(country, meant), fix=meant)
    elif off.subdivision is not None and off.subdivision not in subdivisions(country):
        meant = _meant(off.subdivision, country)
        words = f'{country} has no part "{off.subdivision}" whose holidays are known'
        yield Complaint(
            entity, (*HOLIDAYS, "subdivision"), words, _part_hint(off.subdivision, country, meant), fix=meant
        )


def _country_hint(country: str, meant: str | None) -> str:
    near = [meant] if meant else list(nearest(country, countries()))
    return f"did you mean {' or '.join(near)}?" if near else "write its two letters of ISO 3166-1, such as DE"


def _meant(part: str, country: str) -> str | None:
    """The code of a part that was written by its name, in small letters or with its country."""
    plain = part.removeprefix(f"{country}-")
    codes = {code.casefold(): code for code in subdivisions(country)}
    return codes.get(plain.casefold()) or _by_name(country).get(plain.casefold())


def _by_name(country: str) -> Mapping[str, str]:
    return {name.casefold(): code for name, code in subdivision_names(country).items()}


def _part_hint(part: str, country: str, meant: str | None) -> str:
    known = subdivisions(country)
    if meant:
        return f"did you mean {meant}?"
    if not known:
        return f"its holidays are the same all over {country}: leave subdivision out"
    names = _by_name(country)
    near = dict.fromkeys(nearest(part, known) + tuple(names[name] for name in nearest(part.casefold(), names)))
    if near:
        return f"did you mean {' or '.join(near)}?"
    listed = ", ".join(known[:_LISTED])
    return f"it knows {listed}" + (f" and {len(known) - _LISTED} more" if len(known) > _LISTED else "")


_LISTED = 20
