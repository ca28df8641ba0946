"""Measurement windows: whole days, weeks, months, quarters and years of a zone, and those that roll."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours import window_of
from itsm_as_code.schemas._agreement import Window
from tests.hours._calendars import ZONES, at

BERLIN, SANTIAGO = "Europe/Berlin", "America/Santiago"

WINDOWS: list[tuple[dict[str, Any], str, str, str, str]] = [
    # (window, moment's zone, moment, from, to)
    ({}, "UTC", "2026-02-10 12:00", "2026-02-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00"),
    ({"period": "month"}, "UTC", "2024-02-29 23:59:59", "2024-02-01T00:00:00+00:00", "2024-03-01T00:00:00+00:00"),
    ({"period": "month"}, "UTC", "2026-03-01 00:00", "2026-03-01T00:00:00+00:00", "2026-04-01T00:00:00+00:00"),
    ({"period": "quarter"}, "UTC", "2026-12-31 12:00", "2026-10-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00"),
    ({"period": "year"}, "UTC", "2024-02-29 12:00", "2024-01-01T00:00:00+00:00", "2025-01-01T00:00:00+00:00"),
    ({"period": "week"}, "UTC", "2026-11-22 12:00", "2026-11-16T00:00:00+00:00", "2026-11-23T00:00:00+00:00"),
    ({"period": "week"}, "UTC", "2026-11-23 00:00", "2026-11-23T00:00:00+00:00", "2026-11-30T00:00:00+00:00"),
    # The zone of the window says which month it is, and how long.
    (
        {"period": "month", "timezone": "Asia/Shanghai"},
        "UTC",
        "2026-01-31 17:00",
        "2026-02-01T00:00:00+08:00",
        "2026-03-01T00:00:00+08:00",
    ),
    (
        {"period": "month", "timezone": BERLIN},
        BERLIN,
        "2026-03-15 12:00",
        "2026-03-01T00:00:00+01:00",
        "2026-04-01T00:00:00+02:00",
    ),
    # Days of 23 and of 25 hours, also where midnight is what changes.
    (
        {"period": "day", "timezone": BERLIN},
        BERLIN,
        "2026-03-29 12:00",
        "2026-03-29T00:00:00+01:00",
        "2026-03-30T00:00:00+02:00",
    ),
    (
        {"period": "day", "timezone": SANTIAGO},
        SANTIAGO,
        "2026-09-06 12:00",
        "2026-09-06T01:00:00-03:00",
        "2026-09-07T00:00:00-03:00",
    ),
    (
        {"period": "day", "timezone": SANTIAGO},
        SANTIAGO,
        "2026-04-04 23:30",
        "2026-04-04T00:00:00-03:00",
        "2026-04-05T00:00:00-04:00",
    ),
    # Rolling windows begin with the moment.
    ({"type": "rolling"}, "UTC", "2026-01-31 12:00", "2026-01-31T12:00:00+00:00", "2026-03-02T12:00:00+00:00"),
    (
        {"type": "rolling", "length": "1mo"},
        "UTC",
        "2026-01-31 12:00",
        "2026-01-31T12:00:00+00:00",
        "2026-02-28T12:00:00+00:00",
    ),
    (
        {"type": "rolling", "length": "7d", "timezone": BERLIN},
        BERLIN,
        "2026-03-26 12:00",
        "2026-03-26T12:00:00+01:00",
        "2026-04-02T13:00:00+02:00",
    ),
]


@pytest.mark.parametrize(("window", "zone", "moment", "start", "end"), WINDOWS)
def test_window_of(window: dict[str, Any], zone: str, moment: str, start: str, end: str) -> None:
    found = window_of(Window.model_validate(window), at(zone, moment))
    assert tuple(one.isoformat() for one in found) == (start, end)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["day", "week", "month", "quarter", "year"]),
    st.sampled_from(ZONES),
    st.integers(0, 3 * 365 * 86_400),
)
def test_calendar_windows_follow_one_another(period: str, zone: str, second: int) -> None:
    window = Window.model_validate({"period": period, "timezone": zone})
    moment = at("UTC", "2025-01-01 00:00") + timedelta(seconds=second)
    start, end = window_of(window, moment)
    assert start <= moment < end
    assert window_of(window, start) == (start, end)
    assert window_of(window, end)[0] == end
    assert window_of(window, end - timedelta(seconds=1)) == (start, end)
