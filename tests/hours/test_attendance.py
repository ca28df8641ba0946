"""Who is at work when: pieces of some hours, each with the groups that are closed, against a minute-by-minute count."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.hours import ALWAYS, Hours, attendance
from tests.hours._calendars import any_hours, at, calendar, open_at

DAY = date(2026, 6, 1)


def pieces(inner: Hours, groups: list[list[Hours]], first: date = DAY, last: date = DAY) -> list[str]:
    return [
        f"{one.start:%H:%M} to {one.end:%H:%M} {sorted(one.closed)}" for one in attendance(inner, groups, first, last)
    ]


def test_a_day_cut_where_groups_open_and_close() -> None:
    inner = calendar("UTC", {"mon": ["08:00-12:00", "13:00-18:00"]})
    early, late = calendar("UTC", {"mon": ["06:00-14:00"]}), calendar("UTC", {"mon": ["10:00-20:00"]})
    assert pieces(inner, [[early], [late], [early, late]]) == [
        "08:00 to 10:00 [1]",
        "10:00 to 12:00 []",
        "13:00 to 14:00 []",
        "14:00 to 18:00 [0]",
    ]


def test_no_groups_and_groups_of_nobody() -> None:
    inner = calendar("UTC", {"mon": ["08:00-12:00"]})
    assert pieces(inner, []) == ["08:00 to 12:00 []"]
    assert pieces(inner, [[], [ALWAYS]]) == ["08:00 to 12:00 [0]"]
    assert pieces(calendar("UTC", {}), [[ALWAYS]]) == []


def test_a_day_with_an_hour_twice() -> None:
    inner = calendar("Europe/Berlin", {"sun": ["02:00-03:00"]})
    (one, *more) = attendance(inner, [[calendar("UTC", {"sun": ["00:00-01:00"]})]], *[date(2026, 10, 25)] * 2)
    assert (one.start.isoformat(), one.end.isoformat(), set(one.closed)) == (
        "2026-10-25T02:00:00+02:00",
        "2026-10-25T02:00:00+01:00",
        set(),
    )
    assert [(piece.end - piece.start, set(piece.closed)) for piece in more] == [(timedelta(hours=1), {0})]


@settings(max_examples=30, deadline=None)
@given(
    any_hours(),
    st.lists(st.lists(any_hours(), max_size=2), max_size=3),
    st.sampled_from([date(2026, 3, 29), date(2026, 4, 5), date(2026, 9, 6), date(2026, 10, 25), date(2025, 12, 31)]),
)
def test_minute_by_minute(inner: Hours, groups: list[list[Hours]], day: date) -> None:
    found = list(attendance(inner, groups, day, day))
    seconds = [(one.start.timestamp(), one.end.timestamp()) for one in found]  # a clock put back shows times twice
    assert all(start < end for start, end in seconds)
    assert all(end <= start for (_, end), (start, _) in pairwise(seconds))
    midnight = at(inner.timezone, f"{day} 00:00")
    for minute in range(25 * 60):
        moment = midnight.astimezone(UTC) + timedelta(minutes=minute)
        if moment.astimezone(midnight.tzinfo).date() == day:
            closed = {number for number, one in enumerate(groups) if not any(open_at(each, moment) for each in one)}
            piece = [set(one.closed) for one in found if one.start <= moment < one.end]
            assert piece == ([closed] if open_at(inner, moment) else [])
