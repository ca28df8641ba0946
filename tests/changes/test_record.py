"""How a change stands follows from what is written, what was merged, and the clock."""

from datetime import datetime

import pytest

from itsm_as_code.changes.record import Merged, register
from itsm_as_code.model import Ref
from tests.landscapes import landscape_of

NOW = datetime.fromisoformat("2026-11-25T12:00+00:00")
WINDOW = 'window: {start: "2026-11-%sT02:00+08:00", end: "2026-11-%sT04:00+08:00"}'
CHG = Ref("change", "default", "chg-1")


def step(*declares: Ref, day: int = 20, touched: tuple[Ref, ...] = ()) -> Merged:
    when = datetime.fromisoformat(f"2026-11-{day:02}T10:00+08:00")
    return Merged("a" * 40, "Li Na <li-na@example.com>", when, "Merge", touched, declares)


def change(spec: str) -> str:
    return f"kind: Change\nmetadata: {{name: chg-1}}\nspec: {{{spec}}}"


@pytest.mark.parametrize(
    ("spec", "merged", "state"),
    [
        ("", False, "merged"),
        ("", True, "merged"),
        (WINDOW % (26, 26), True, "scheduled"),
        (WINDOW % (26, 26), False, "scheduled"),
        (WINDOW % (24, 28), True, "under way"),
        (WINDOW % (24, 24), True, "to be reviewed"),
        ("verification: {on: 2026-11-24, result: failed}", True, "closed"),
        ("cancelled: {on: 2026-11-24, reason: No money.}", True, "cancelled"),
    ],
)
def test_states(spec: str, merged: bool, state: str) -> None:
    (record,) = register(landscape_of(change(spec)), [step(CHG)] if merged else [], NOW).records
    assert (record.ref, record.state) == (CHG, state)


@pytest.mark.parametrize(
    ("spec", "day", "overdue"),
    [
        ("type: emergency", 19, "2026-11-24"),
        ("type: emergency", 21, None),
        ("type: normal", 1, None),
        (f"type: emergency, {WINDOW % (18, 18)}", 24, "2026-11-23"),
        ("type: emergency, verification: {on: 2026-11-24, result: failed}", 19, None),
    ],
)
def test_emergencies_are_reviewed_within_days(spec: str, day: int, overdue: str | None) -> None:
    (record,) = register(landscape_of(change(spec)), [step(CHG, day=day)], NOW).records
    assert (record.overdue.isoformat() if record.overdue else None) == overdue


def test_what_nobody_wrote_a_change_for_is_in_it_too() -> None:
    other = Ref("service", "default", "shop")
    gone = Ref("change", "default", "gone")
    steps = [step(day=24, touched=(other,)), step(CHG, day=23, touched=(other,)), step(gone, day=22), step(day=21)]
    found = register(landscape_of(change("")), steps, NOW).records
    assert [(one.ref, one.title) for one in found] == [(None, "Merge"), (CHG, "chg-1"), (gone, "change:gone")]


def test_every_period_of_a_freeze() -> None:
    periods = [f'{{start: "2026-{month}-01T00:00Z", end: "2026-{month}-02T00:00Z"}}' for month in (12, 11)]
    text = f"kind: Freeze\nmetadata: {{name: f}}\nspec: {{reason: Year end., periods: [{', '.join(periods)}]}}"
    found = register(landscape_of(text), [], NOW).freezes
    assert [one.period.start.month for one in found] == [11, 12]
    assert {one.reason for one in found} == {"Year end."}
