"""Public holidays: countries and their parts, codes that mean a country, years that aren't settled."""

from __future__ import annotations

from datetime import date

import pytest

from itsm_as_code.hours import countries, country_known, public_holidays, subdivisions
from itsm_as_code.hours.public_holidays import days_worked_instead, other_codes, subdivision_names, year_is_settled


@pytest.mark.parametrize(
    ("country", "subdivision", "known"),
    [
        ("DE", None, True),
        ("DE", "BY", True),
        ("DE", "XX", False),
        ("CN", None, True),
        ("XX", None, False),
        ("XX", "BY", False),
        ("UK", None, False),  # its code is GB
        ("de", None, False),
    ],
)
def test_known(country: str, subdivision: str | None, known: bool) -> None:
    assert country_known(country, subdivision) is known


def test_codes_are_two_letters_and_none_is_missing() -> None:
    assert {len(code) for code in countries()} == {2}
    assert {"CN", "DE", "GB", "JP", "NL", "US"} <= set(countries())
    assert {other: first for other, first in other_codes().items() if first in ("GB", "DE")} == {
        "UK": "GB",
        "GBR": "GB",
        "DEU": "DE",
    }
    assert list(countries()) == sorted(countries())


def test_parts() -> None:
    assert "BY" in subdivisions("DE")
    assert subdivisions("XX") == ()
    assert subdivision_names("DE")["Bayern"] == "BY"
    assert subdivision_names("XX") == {}


def test_a_part_has_more_than_the_country() -> None:
    country, part = public_holidays("DE", None, 2026), public_holidays("DE", "BY", 2026)
    assert country < part
    assert date(2026, 1, 6) in part - country


def test_what_is_not_known_has_none_of_its_own() -> None:
    assert public_holidays("XX", None, 2026) == frozenset()
    assert public_holidays("DE", "XX", 2026) == public_holidays("DE", None, 2026)
    assert public_holidays("DE", None, 1) == frozenset()


def test_moved_days() -> None:
    assert date(2024, 2, 4) in days_worked_instead("CN", None, 2024)  # a Sunday before the Spring Festival
    assert {day.year for day in days_worked_instead("CN", None, 2024)} == {2024}
    assert days_worked_instead("DE", None, 2024) == frozenset()
    assert days_worked_instead("XX", None, 2024) == frozenset()


def test_years_that_are_settled() -> None:
    assert year_is_settled("DE", 2040)
    assert year_is_settled("CN", 2024)
    assert not year_is_settled("CN", 2090)
    assert not year_is_settled("XX", 2024)
