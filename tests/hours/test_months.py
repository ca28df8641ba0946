"""Calendar months: the last day of a month, leap days, clocks that change in between, notice before an end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itsm_as_code.hours import due, later
from itsm_as_code.schemas import Span
from itsm_as_code.schemas._quantities import read_span
from tests.hours._calendars import at

DUE = [
    ("2026-01-31", "1mo", 1, "2026-02-28"),
    ("2024-01-31", "1mo", 1, "2024-02-29"),
    ("2026-01-31", "1mo", 2, "2026-03-31"),  # not a month after 28 February
    ("2026-01-31", "1mo", 3, "2026-04-30"),
    ("2024-02-29", "12mo", 1, "2025-02-28"),
    ("2024-02-29", "1y", 1, "2025-02-28"),
    ("2024-02-29", "1y", 4, "2028-02-29"),
    ("2026-02-28", "1mo", 1, "2026-03-28"),  # the last day isn't sticky
    ("2026-12-31", "1mo", 1, "2027-01-31"),
    ("2026-12-15", "2mo", 1, "2027-02-15"),
    ("2026-01-31", "1mo1d", 1, "2026-03-01"),  # months first, then days
    ("2026-06-01", "36h", 1, "2026-06-02"),
    ("2026-06-01", "0d", 1, "2026-06-01"),
    ("2026-06-01", "6mo", 0, "2026-06-01"),
    # The last day to give notice.
    ("2026-12-31", "90d", -1, "2026-10-02"),
    ("2026-12-31", "3mo", -1, "2026-09-30"),
    ("2026-05-31", "3mo", -1, "2026-02-28"),
    ("2024-05-31", "3mo", -1, "2024-02-29"),
    ("2026-01-15", "1mo", -1, "2025-12-15"),
    ("2026-12-31", "36h", -1, "2026-12-29"),  # a day and a half before: the day on which it is still in time
    # As far as dates go.
    ("9999-06-01", "1y", 1, "9999-12-31"),
    ("9999-12-01", "90d", 1, "9999-12-31"),
    ("0001-02-01", "2mo", -1, "0001-01-01"),
    ("0001-01-02", "90d", -1, "0001-01-01"),
]


@pytest.mark.parametrize(("day", "span", "times", "expected"), DUE)
def test_due(day: str, span: str, times: int, expected: str) -> None:
    assert due(date.fromisoformat(day), read_span(span), times) == date.fromisoformat(expected)


LATER = [
    ("Europe/Berlin", "2026-02-28 02:30", "1mo1d", "2026-03-29 03:30"),  # a day as it passes, over the change
    ("Europe/Berlin", "2026-01-29 02:30", "2mo", "2026-03-29 03:30"),  # 02:30 was left out
    ("Europe/Berlin", "2026-09-25 02:30", "1mo", "2026-10-25 02:30"),
    ("Europe/Berlin", "2026-10-24 12:00", "24h", "2026-10-25 11:00"),
    ("Europe/Berlin", "2026-10-24 12:00", "1mo", "2026-11-24 12:00"),
    ("America/Santiago", "2026-08-06 00:00", "1mo", "2026-09-06 01:00"),
    ("UTC", "2024-02-29 10:00", "12mo", "2025-02-28 10:00"),
]


@pytest.mark.parametrize(("zone", "start", "span", "expected"), LATER)
def test_later(zone: str, start: str, span: str, expected: str) -> None:
    assert later(at(zone, start), read_span(span)).isoformat() == at(zone, expected).isoformat()


def test_later_at_the_second_time_a_clock_shows() -> None:
    second = at("Europe/Berlin", "2026-10-25 02:30", fold=1)
    assert later(second, Span(0, 1_800)) - second == timedelta(minutes=30)
    assert later(second, Span(0, 0)) == second


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_are_counted_as_people_do(day: date, months: int) -> None:
    found = due(day, Span(1, 0), months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
