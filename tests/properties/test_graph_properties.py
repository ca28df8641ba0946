"""Failure on random landscapes, against a second implementation that follows the definitions word by word."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Impact, Landscape, Level, Scenario, assume, explain, impact, levels
from itsm_as_code.model import Ref
from tests.landscapes import landscape_of_files, service, service_text, services

NAMES = [f"s{number}" for number in range(10)]
MINUTES = [0, 0, 0, 10, 20, 30]


@dataclass(frozen=True)
class Needed:
    """One dependency as the reference sees it."""

    members: tuple[Ref, ...]
    need: int
    soft: bool
    tolerates: int


@dataclass(frozen=True)
class Case:
    """A random landscape, the table it was made from, and what fails in it for how long."""

    table: Mapping[str, list[dict[str, Any]]]
    failed: Mapping[Ref, Level]
    duration: int | None

    @property
    def landscape(self) -> Landscape:
        return services(self.table)

    @property
    def needs(self) -> dict[Ref, list[Needed]]:
        return {service(name): [_needed(one) for one in needed] for name, needed in self.table.items()}

    def now(self) -> "Case":
        """The same where nothing is tolerated and the outage doesn't end."""
        table = {
            name: [{key: value for key, value in one.items() if key != "tolerates"} for one in needed]
            for name, needed in self.table.items()
        }
        return Case(table, self.failed, None)


def _needed(one: Mapping[str, Any]) -> Needed:
    members = one.get("anyOf") or one.get("allOf") or [one["ref"]]
    need = one.get("need", len(members) if "allOf" in one else 1)
    minutes = int(one.get("tolerates", "0m")[:-1])
    return Needed(tuple(service(name) for name in members), need, one.get("mode") == "soft", minutes * 60)


@st.composite
def dependencies(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    members = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    form = draw(st.sampled_from(["ref", "anyOf", "allOf"]))
    found: dict[str, Any] = {"ref": members[0]} if form == "ref" else {form: members}
    if form == "anyOf":
        found["need"] = draw(st.integers(1, len(members)))
    if draw(st.sampled_from([False, False, False, True])):
        found["mode"] = "soft"
    if minutes := draw(st.sampled_from(MINUTES)):
        found["tolerates"] = f"{minutes}m"
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    names = NAMES[: draw(st.integers(2, 10))]
    table = {name: draw(st.lists(dependencies(names), max_size=3)) for name in names}
    failing = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    worse = st.sampled_from([Level.DOWN, Level.DOWN, Level.DEGRADED, Level.AT_RISK])
    failed = {service(name): draw(worse) for name in failing}
    return Case(table, failed, draw(st.sampled_from([None, None, 600, 601, 1500, 1800, 3600])))


MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# The reference. SEMANTICS 2: u and g, soft, maximum, until nothing changes.


def naive_level(one: Needed, at: Mapping[Ref, int]) -> int:
    found = [at[member] for member in one.members]
    usable, good = sum(level < 3 for level in found), sum(level < 2 for level in found)
    if usable < one.need:
        level = 3
    elif good < one.need:
        level = 2
    elif one.need == len(found):
        level = max(found)
    else:
        level = 1 if good < len(found) else 0
    return max(0, level - 1) if one.soft else level


def naive_rounds(case: Case) -> list[dict[Ref, int]]:
    """The levels after each full evaluation, beginning with the scenario alone."""
    rounds = [{ref: int(case.failed.get(ref, 0)) for ref in case.needs}]
    while True:
        last = rounds[-1]
        following = {
            ref: max([int(case.failed.get(ref, 0)), *(naive_level(one, last) for one in needed)])
            for ref, needed in case.needs.items()
        }
        if following == last:
            return rounds
        rounds.append(following)


# SEMANTICS 3: the first moment at level l or worse, by n-th smallest, until nothing changes.

Times = dict[Ref, list[float]]


def naive_times(case: Case) -> Times:
    times: Times = {ref: _own(case.failed.get(ref, Level.OK)) for ref in case.needs}
    while True:
        following: Times = {}
        for ref, needed in case.needs.items():
            options = [_own(case.failed.get(ref, Level.OK)), *(_felt(one, times, case.duration) for one in needed)]
            following[ref] = [min(option[level] for option in options) for level in range(3)]
        if following == times:
            return times
        times = following


def _own(level: Level) -> list[float]:
    return [0.0 if level >= wanted else inf for wanted in (1, 2, 3)]


def _felt(one: Needed, times: Times, duration: int | None) -> list[float]:
    first, second, third = (sorted(times[member][level] for member in one.members) for level in range(3))
    place = len(one.members) - one.need
    down = third[place]
    degraded = min(second[place], down)
    at_risk = min(first[0] if one.need == len(one.members) else second[0], degraded)
    shifted = [degraded, down, inf] if one.soft else [at_risk, degraded, down]
    later = [time + one.tolerates for time in shifted]
    return [time if duration is None or time < duration else inf for time in later]


def naive_answer(case: Case) -> dict[Ref, tuple[int, float]]:
    """Level and first moment of everything that is hit."""
    found = {}
    for ref, moments in naive_times(case).items():
        level = max((number for number, moment in enumerate(moments, 1) if moment < inf), default=0)
        if level:
            found[ref] = (level, moments[level - 1])
    return found


def answer_of(case: Case) -> Impact:
    return impact(case.landscape, Scenario(case.failed, case.duration))


@MANY
@given(cases())
def test_levels_are_the_least_fixpoint(case: Case) -> None:
    final = naive_rounds(case.now())[-1]
    found = levels(case.now().landscape, Scenario(case.failed))
    assert {ref: int(level) for ref, level in found.items()} == {ref: level for ref, level in final.items() if level}


@MANY
@given(cases())
def test_times_are_those_of_the_definition(case: Case) -> None:
    expected = {ref: answer for ref, answer in naive_answer(case).items() if ref not in case.failed}
    assert {one.ref: (int(one.level), one.after) for one in answer_of(case).impacted} == expected
    everything = {
        ref: int(level) for ref, level in levels(case.landscape, Scenario(case.failed, case.duration)).items()
    }
    assert everything == {ref: level for ref, (level, _) in naive_answer(case).items()}


@MANY
@given(cases())
def test_both_references_agree_where_nothing_is_tolerated(case: Case) -> None:
    final = naive_rounds(case.now())[-1]
    assert {ref: level for ref, (level, _) in naive_answer(case.now()).items()} == {r: n for r, n in final.items() if n}


@MANY
@given(cases(), st.sampled_from(NAMES), st.sampled_from([Level.AT_RISK, Level.DEGRADED, Level.DOWN]))
def test_another_failure_never_improves_anything(case: Case, also: str, level: Level) -> None:
    ref = service(also if also in case.table else "s0")
    more = {**case.failed, ref: max(level, case.failed.get(ref, Level.OK))}
    before = levels(case.landscape, Scenario(case.failed, case.duration))
    after = levels(case.landscape, Scenario(more, case.duration))
    assert all(after[one] >= worse for one, worse in before.items())


@MANY
@given(cases(), st.integers(0, 4000))
def test_a_longer_outage_never_improves_anything(case: Case, longer: int) -> None:
    before = levels(case.landscape, Scenario(case.failed, case.duration))
    length = None if case.duration is None else case.duration + longer
    after = levels(case.landscape, Scenario(case.failed, length))
    assert all(after[one] >= worse for one, worse in before.items())


@MANY
@given(cases())
def test_failing_what_is_down_already_changes_nothing(case: Case) -> None:
    endless = levels(case.landscape, Scenario(case.failed))
    assert levels(case.landscape, Scenario({**case.failed, **endless})) == endless


@MANY
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_files_makes_no_difference(case: Case, random: Any) -> None:
    names = sorted(case.table)
    random.shuffle(names)
    files = {f"{number}.yaml": service_text(name, case.table[name]) for number, name in enumerate(names)}
    assert impact(landscape_of_files(files), Scenario(case.failed, case.duration)) == answer_of(case)


@MANY
@given(cases())
def test_every_reason_is_there_before_what_it_explains(case: Case) -> None:
    times = naive_times(case)
    for one in answer_of(case).impacted:
        needed, members = one.reason.dependency, dict(one.reason.members)
        seen = one.after - needed.tolerates
        assert all(times[member][level - 1] <= seen for member, level in members.items())
        kept = Needed(needed.members, needed.need, needed.soft, needed.tolerates)
        assert naive_level(kept, {member: int(members.get(member, 0)) for member in needed.members}) == one.level
        assert one.reason.left == sum(members.get(member, 0) < Level.DOWN for member in needed.members)


@MANY
@given(cases())
def test_every_reason_is_a_shortest_one_and_ends_in_the_scenario(case: Case) -> None:
    now = case.now()
    rounds = naive_rounds(now)
    for one in answer_of(now).impacted:
        first = next(number for number, at in enumerate(rounds) if at[one.ref] == one.level)
        before = rounds[first - 1]
        expected = {member: before[member] for member in one.reason.dependency.members if before[member]}
        assert first > 0
        assert {member: int(level) for member, level in one.reason.members} == expected


@MANY
@given(cases())
def test_who_only_a_circle_holds_up_would_be_down_if_one_started_from_nothing(case: Case) -> None:
    """The reference starts everything that can start, one after the other, from an empty house."""
    now = case.now()
    hit = levels(now.landscape, Scenario(case.failed))
    down = {ref for ref, level in hit.items() if level is Level.DOWN}
    expected = started(now.needs, set()) - started(now.needs, down) - down
    assert set(answer_of(now).held_by_cycle) == expected


def started(needs: Mapping[Ref, list[Needed]], down: set[Ref]) -> set[Ref]:
    running: set[Ref] = set()
    while True:
        ready = {
            ref
            for ref, needed in needs.items()
            if ref not in down
            and all(one.soft or sum(member in running for member in one.members) >= one.need for one in needed)
        }
        if ready <= running:
            return running
        running |= ready


# Explanations and assumptions.


@MANY
@given(cases())
def test_what_an_explanation_ends_in_is_enough(case: Case) -> None:
    """Were only those to fail that it ends in, at the level it says, the same would be hit as badly and as soon."""
    landscape, scenario = case.landscape, Scenario(case.failed, case.duration)
    for one in impact(landscape, scenario).impacted:
        steps = explain(landscape, scenario, one.ref)
        assert (steps[0].ref, steps[0].level, steps[0].after) == (one.ref, one.level, one.after)
        ends = {step.ref: step.level for step in steps if step.why is None and not step.told}
        assert ends.items() <= case.failed.items()
        alone = impact(landscape, Scenario(ends, case.duration))
        again = next(other for other in alone.impacted if other.ref == one.ref)
        assert (again.level, again.after) == (one.level, one.after)


@MANY
@given(cases(), st.sampled_from(NAMES))
def test_what_is_assumed_is_what_would_be_written(case: Case, gone: str) -> None:
    """Taking an entity out of the table, and out of every group that can do without it, is assuming it removed."""
    if gone not in case.table or service(gone) in case.failed:
        return
    table: dict[str, list[dict[str, Any]]] = {}
    for name, needed in case.table.items():
        table[name] = []
        for one in needed:
            group = "anyOf" if "anyOf" in one else None
            members = [member for member in one[group] if member != gone] if group else []
            if group and len(members) >= one.get("need", 1):
                table[name].append({**one, group: members})
            elif gone not in (one.get("allOf") or [one.get("ref")]) and not group:
                table[name].append(one)
            elif name != gone:
                with pytest.raises(WrongUse):
                    assume(case.landscape, [f"service:{gone} removed"])
                return
    del table[gone]
    scenario = Scenario(case.failed, case.duration)
    assert levels(assume(case.landscape, [f"service:{gone} removed"]), scenario) == levels(services(table), scenario)
