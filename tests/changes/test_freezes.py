"""Freezes against whom the work reaches and when; a reference by brute force, minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.freezes import freezes_of, outside_windows
from itsm_as_code.hours import hours_of, times_in, times_left
from itsm_as_code.schemas import Period
from itsm_as_code.schemas.calendar import CalendarSpec
from tests.changes._cases import case_of, joined
from tests.landscapes import ref

DB = "kind: CI\nmetadata: {name: db}\nspec: {type: server}"
DB_NEW = DB.replace("server}", "server, environment: production}")
ERP = "kind: Service\nmetadata: {name: erp}\nspec: {dependsOn: [ci:db]}"
WIKI = "kind: Service\nmetadata: {name: wiki}"
PERIOD = 'periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]'
INSIDE, BEFORE, UNTIL = (
    f'window: {{start: "{start}", end: "{end}"}}'
    for start, end in (
        ("2026-12-21T02:00+08:00", "2026-12-21T04:00+08:00"),
        ("2026-12-10T02:00+08:00", "2026-12-10T04:00+08:00"),
        ("2026-12-19T22:00+08:00", "2026-12-20T00:00+08:00"),
    )
)


def freeze(scope: str = "'service:erp'", times: str = PERIOD, more: str = "") -> str:
    return (
        f"kind: Freeze\nmetadata: {{name: year-end}}\nspec: {{scope: [{scope}], {times}, reason: Books close.{more}}}"
    )


def change(window: str = "", scope: str = "ci:db") -> str:
    return f"kind: Change\nmetadata: {{name: chg-7}}\nspec: {{scope: ['{scope}']{window and ', '}{window}}}"


def hits(frozen: str, *more: str, today: date | None = date(2026, 11, 25), db: str = DB_NEW) -> list[str]:
    case = case_of(joined(DB, ERP, WIKI, frozen), joined(db, ERP, WIKI, frozen, *more), today)
    return [told(one) for one in freezes_of(case)]


def told(one: object) -> str:
    reached = " ".join(map(str, getattr(one, "reached")))  # noqa: B009 - one line for a table
    return f"{getattr(one, 'change')} {reached} {getattr(one, 'start'):%m-%d %H:%M}"  # noqa: B009 - as above


@pytest.mark.parametrize(
    ("frozen", "changes", "expected"),
    [
        pytest.param(freeze(), [change(INSIDE)], ["change:chg-7 service:erp 12-21 02:00"], id="reached, not edited"),
        pytest.param(freeze(), [change(BEFORE)], [], id="before it"),
        pytest.param(freeze(), [change(UNTIL)], [], id="until it begins"),
        pytest.param(freeze("'service:wiki'"), [change(INSIDE)], [], id="of somebody who isn't reached"),
        pytest.param(freeze(""), [change(INSIDE)], ["change:chg-7 ci:db service:erp 12-21 02:00"], id="of everything"),
        pytest.param(freeze("'ci:nas'"), [change(INSIDE)], [], id="of nobody"),
        pytest.param(freeze(), [change()], [], id="no window: the day is not frozen"),
        pytest.param(freeze(), [], [], id="no change: the day is not frozen"),
    ],
)
def test_what_is_frozen(frozen: str, changes: list[str], expected: list[str]) -> None:
    assert hits(frozen, *changes) == expected


def test_who_names_no_window_works_today() -> None:
    assert hits(freeze(), today=date(2026, 12, 24)) == ["None service:erp 12-24 00:00"]
    assert hits(freeze(), change(), today=date(2026, 12, 24)) == ["change:chg-7 service:erp 12-24 00:00"]
    assert hits(freeze(), today=None) == []
    assert hits(freeze(), today=date.max) == []


def test_words_may_change_in_a_freeze() -> None:
    assert hits(freeze(""), today=date(2026, 12, 24), db=DB.replace("name: db", "name: db, title: Data")) == []


def test_hours_that_come_again() -> None:
    closing = 'kind: Calendar\nmetadata: {name: closing}\nspec: {timezone: UTC, hours: {fri: ["00:00-24:00"]}}'
    frozen = freeze(times="calendar: closing")
    friday = 'window: {start: "2026-11-26T23:00Z", end: "2026-11-27T01:00Z"}'
    case = case_of(joined(DB, ERP, closing, frozen), joined(DB_NEW, ERP, closing, frozen, change(friday)))
    assert [told(one) for one in freezes_of(case)] == ["change:chg-7 service:erp 11-27 00:00"]


def test_lifting_the_freeze_in_the_branch_lifts_nothing() -> None:
    over = freeze(times='periods: [{start: "2026-12-01T00:00Z", end: "2026-12-02T00:00Z"}]')
    sides = joined(DB, ERP, freeze()), joined(DB_NEW, ERP, change(INSIDE))
    assert len(freezes_of(case_of(*sides))) == 1
    assert len(freezes_of(case_of(sides[0], joined(sides[1], over)))) == 1


def test_a_freeze_that_the_branch_brings_counts() -> None:
    assert len(freezes_of(case_of(joined(DB, ERP), joined(DB_NEW, ERP, freeze(), change(INSIDE))))) == 1


@pytest.mark.parametrize(
    ("exception", "today", "allowed"),
    [
        ("{change: chg-7, approvedBy: lin-yue, reason: Now.}", date(2026, 11, 25), True),
        ("{change: chg-7, approvedBy: lin-yue, reason: Now., until: 2026-12-22}", date(2026, 12, 22), True),
        ("{change: chg-7, approvedBy: lin-yue, reason: Now., until: 2026-12-22}", date(2026, 12, 23), False),
        ("{change: chg-8, approvedBy: lin-yue, reason: Now.}", date(2026, 11, 25), False),
        ("{change: chg-7, reason: Now.}", date(2026, 11, 25), False),
        ("{change: chg-7, approvedBy: lin-yue}", date(2026, 11, 25), False),
    ],
)
def test_exceptions(exception: str, today: date, allowed: bool) -> None:
    frozen = freeze(more=f", exceptions: [{exception}]")
    case = case_of(joined(DB, ERP, frozen), joined(DB_NEW, ERP, frozen, change(INSIDE)), today)
    (hit,) = freezes_of(case)
    assert hit.allowed_by == (ref("person:lin-yue") if allowed else None)


def window(name: str, scope: str, *periods: tuple[str, str]) -> str:
    times = ", ".join(f'{{start: "2026-12-{start}Z", end: "2026-12-{end}Z"}}' for start, end in periods)
    return f"kind: MaintenanceWindow\nmetadata: {{name: {name}}}\nspec: {{scope: ['{scope}'], periods: [{times}]}}"


def outside(*windows: str) -> list[str]:
    work = change('window: {start: "2026-12-06T01:00Z", end: "2026-12-06T05:00Z"}')
    case: Case = case_of(joined(DB, ERP, *windows), joined(DB_NEW, ERP, *windows, work))
    return [f"{one.window.ref.name} {one.start:%H:%M}-{one.end:%H:%M}" for one in outside_windows(case)]


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([window("a", "ci:db", ("06T00:00", "06T06:00"))], []),
        ([window("a", "ci:db", ("06T00:00", "06T04:00"))], ["a 04:00-05:00"]),
        ([window("a", "service:erp", ("06T02:00", "06T06:00"))], ["a 01:00-02:00"]),
        ([window("a", "ci:db", ("06T00:00", "06T03:00")), window("b", "ci:db", ("06T03:00", "06T06:00"))], []),
        (
            [window("a", "ci:db", ("06T00:00", "06T06:00")), window("b", "service:erp", ("07T00:00", "07T06:00"))],
            ["b 01:00-05:00"],
        ),
        ([window("a", "service:wiki", ("07T00:00", "07T06:00"))], []),
        ([], []),
    ],
)
def test_outside_maintenance(windows: list[str], expected: list[str]) -> None:
    assert outside(*windows) == expected


START = datetime(2026, 3, 28, tzinfo=UTC)
minutes = st.integers(0, 3 * 24 * 60)


@st.composite
def spans(draw: st.DrawFn) -> Period:
    first, second = sorted((draw(minutes), draw(minutes)))
    return Period.model_construct(start=START + timedelta(minutes=first), end=START + timedelta(minutes=second))


@settings(max_examples=30, deadline=None)
@given(st.lists(spans(), max_size=3), st.sampled_from(["", "sat", "sun"]), spans())
def test_times_are_those_that_a_clock_finds(periods: list[Period], day: str, within: Period) -> None:
    spec = CalendarSpec.model_validate({"timezone": "Europe/Berlin", "hours": {day: ["01:00-05:00"]} if day else {}})
    calendar = hours_of(spec)
    found = times_in(periods, [calendar], within)
    left = times_left(within, found)
    for minute in range(0, 3 * 24 * 60, 7):
        moment = START + timedelta(minutes=minute)
        second = int(moment.timestamp())
        asked = within.start <= moment < within.end
        inside = any(one.start <= moment < one.end for one in periods) or bool(
            times_in([], [calendar], Period.model_construct(start=moment, end=moment + timedelta(seconds=1)))
        )
        assert any(start <= second < end for start, end in found) == (asked and inside)
        assert any(start <= second < end for start, end in left) == (asked and not inside)
