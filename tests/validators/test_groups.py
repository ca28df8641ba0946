"""Rules about groups against brute force: every quarter of an hour of a week, every choice of members."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.landscapes import report_of, rules_of

HOURS = st.sets(st.sampled_from([*range(24)]), min_size=1, max_size=12)
WEEKS = st.dictionaries(st.sampled_from(["mon", "tue", "sat"]), HOURS, min_size=1, max_size=2)
SUPPORT = st.tuples(WEEKS, st.integers(1, 12))
Week = dict[str, set[int]]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
SLOTS = [MONDAY + QUARTER * number for number in range(4 * 24 * 7 * 15)]
"""Fifteen weeks: begun in the first one, a wait of twelve hours is over even where a week has one."""


def calendar(name: str, week: Week) -> str:
    hours = ", ".join(f"{day}: [{', '.join(map(_stretch, sorted(open_)))}]" for day, open_ in week.items())
    return f"kind: Calendar\nmetadata: {{name: {name}}}\nspec: {{timezone: UTC, hours: {{{hours}}}}}"


def _stretch(hour: int) -> str:
    return f'"{hour:02}:00-{hour + 1:02}:00"'


def text(promised: Week, hours: int, supports: list[tuple[Week, int]], need: int) -> str:
    """An SLA on a service that needs so many of some CIs, each with an OLA."""
    names = [f"m-{number}" for number in range(len(supports))]
    group = f"{{anyOf: [{', '.join(f'ci:{one}' for one in names)}], need: {need}}}"
    documents = [
        f"kind: Service\nmetadata: {{name: top}}\nspec: {{dependsOn: [{group}]}}",
        calendar("ours", promised),
        "kind: SLA\nmetadata: {name: gold}\nspec: {service: top, hours: ours, objectives: "
        f"[{{metric: resolution-time, targets: {{P1: {hours}h}}}}]}}",
    ]
    for name, (week, takes) in zip(names, supports, strict=True):
        documents += [
            f"kind: CI\nmetadata: {{name: {name}}}\nspec: {{type: server}}",
            calendar(f"of-{name}", week),
            f"kind: OLA\nmetadata: {{name: for-{name}}}\nspec: {{covers: [ci:{name}], status: agreed, hours: of-{name},"
            f" objectives: [{{metric: resolution-time, targets: {{P1: {takes}h}}}}]}}",
        ]
    return "\n---\n".join(documents)


def open_in(week: Week) -> list[bool]:
    return [slot.hour in week.get(DAYS[slot.weekday()], ()) for slot in SLOTS]


def worked(week: Week) -> list[int]:
    """How many slots were open before each slot."""
    return [0, *accumulate(open_in(week))]


def slowest(promised: Week, supports: list[tuple[Week, int]], need: int) -> float:
    """The longest wait, in hours of the promise, until enough members are done."""
    open_, ours = open_in(promised), worked(promised)
    theirs = [(worked(week), 4 * takes) for week, takes in supports]
    longest = 0
    for start in range(4 * 24 * 7):
        if open_[start]:
            ends = sorted(bisect_left(before, before[start] + takes) for before, takes in theirs)
            longest = max(longest, ours[ends[need - 1]] - ours[start])
    return longest / 4


@settings(max_examples=40, deadline=None)
@given(WEEKS, st.integers(1, 12), st.lists(SUPPORT, min_size=1, max_size=3), st.data())
def test_waits_and_hours_of_a_group(
    promised: Week, hours: int, supports: list[tuple[Week, int]], data: st.DataObject
) -> None:
    need = data.draw(st.integers(1, len(supports)))
    told = set(rules_of(text(promised, hours, supports, need)))
    alone = any(
        ours and sum(there) < need
        for ours, *there in zip(open_in(promised), *(open_in(week) for week, _ in supports), strict=True)
    )
    assert ("hours-inside-support" in told) is alone
    # all hours are whole ones: what is longer than promised is longer by an hour, of which a quarter is not seen
    late = slowest(promised, supports, need) > hours + 0.5
    assert late is ("resolution-waits-for-support" in told) or (late and alone)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(0, 3), st.data())
def test_recovery_of_a_group(own: int, members: list[int], tolerated: int, data: st.DataObject) -> None:
    need = data.draw(st.integers(1, len(members)))
    names = [f"ci:m-{number}" for number in range(len(members))]
    group = f"{{anyOf: [{', '.join(names)}], need: {need}, tolerates: {tolerated}h}}"
    documents = [f"kind: Service\nmetadata: {{name: top}}\nspec: {{rto: {own}h, dependsOn: [{group}]}}"]
    documents += [
        f"kind: CI\nmetadata: {{name: m-{number}}}\nspec: {{type: server, rto: {takes}h}}"
        for number, takes in enumerate(members)
    ]
    felt = min(max(chosen) for chosen in _choices(members, need)) - tolerated
    found = [one for one in report_of("\n---\n".join(documents)).findings if one.rule == "recovery-time-feasible"]
    assert bool(found) is (felt > own)


def _choices(members: list[int], need: int) -> list[list[int]]:
    """Every way to get so many of the members back."""
    chosen = [[]] if need == 0 else []
    if len(members) >= need > 0:
        chosen = [[members[0], *rest] for rest in _choices(members[1:], need - 1)] + _choices(members[1:], need)
    return chosen
