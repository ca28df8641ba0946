"""Plans between random landscapes: nothing comes from nothing, and there and back are mirror images."""

import json
import random
from collections.abc import Mapping
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code.changes import EntityChange, Plan, diff, plan_of
from itsm_as_code.graph import Landscape, Level, Scenario, connect, impact, single_points
from itsm_as_code.model import Ref, TextFile
from itsm_as_code.reading import read

NAMES = ["a", "b", "c", "d"]
REFS = [f"service:{name}" for name in NAMES]
MANY = settings(max_examples=100, deadline=None)

texts = st.text("abc: {}[]#-é邮\u202e\"'\\\n", max_size=8)


@st.composite
def dependencies(draw: st.DrawFn) -> Any:
    members = draw(st.lists(st.sampled_from(REFS), min_size=1, max_size=3, unique=True))
    group: dict[str, Any] = {"anyOf": members, "need": draw(st.sampled_from([1, len(members), "50%"]))}
    if draw(st.booleans()):
        group["name"] = draw(st.sampled_from(["cluster", "pool"]))
    soft = {"ref": members[0], "mode": "soft", "tolerates": draw(st.sampled_from(["5m", "1h"]))}
    return draw(st.sampled_from([members[0], group, soft]))


@st.composite
def entities(draw: st.DrawFn, name: str) -> dict[str, Any]:
    metadata: dict[str, Any] = {"name": name, "labels": draw(st.dictionaries(st.sampled_from("xyz"), texts))}
    if draw(st.booleans()):
        metadata["title"] = draw(texts | st.fixed_dictionaries({"en": texts, "zh": texts}))
    if draw(st.booleans()):
        metadata["formerly"] = [draw(st.sampled_from(NAMES))]
    spec: dict[str, Any] = {"lifecycle": draw(st.sampled_from(["live", "planned", "retired"]))}
    spec["dependsOn"] = draw(st.lists(dependencies(), max_size=3))
    return {"apiVersion": "itsm/v1", "kind": "Service", "metadata": metadata, "spec": spec}


@st.composite
def houses(draw: st.DrawFn) -> list[dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
    return [draw(entities(name)) for name in chosen]


def landscape(house: list[dict[str, Any]]) -> Landscape:
    text = "\n---\n".join(json.dumps(one) for one in house)
    return connect(read([TextFile("all.yaml", text.encode())] if house else []))


def told(changes: tuple[EntityChange, ...], action: str) -> set[str]:
    return {str(change.ref) for change in changes if change.action == action}


def names(house: list[dict[str, Any]]) -> set[str]:
    return {f"service:{one['metadata']['name']}" for one in house}


@MANY
@given(houses())
def test_a_plan_of_the_same_is_empty(house: list[dict[str, Any]]) -> None:
    found = plan_of(landscape(house), landscape(house), ("a", "b"))
    assert (found.changes, found.introduced, found.fixed) == ((), (), ())
    assert (found.reach.newly, found.reach.no_longer, found.reach.redundancy_lost) == ((), (), ())
    assert found.verdict == "pass"


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if isinstance(value, Mapping):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    return [shuffled(item, dice) for item in value] if isinstance(value, list) else value


@MANY
@given(houses(), st.randoms(use_true_random=False))
def test_layout_order_and_files_make_no_difference(house: list[dict[str, Any]], dice: random.Random) -> None:
    texts_of = [
        yaml.safe_dump(shuffled(one, dice), sort_keys=False, allow_unicode=dice.random() < 0.5) for one in house
    ]
    dice.shuffle(texts_of)
    files = [TextFile(f"{number}/x.yaml", text.encode()) for number, text in enumerate(texts_of)]
    after = connect(read(files))
    assert not [one for one in after.catalog.findings if one.severity]
    assert diff(landscape(house), after) == ()
    found = plan_of(landscape(house), after, ("a", "b"))
    assert (found.introduced, found.fixed, found.verdict) == ((), (), "pass")


@MANY
@given(houses(), houses())
def test_what_comes_on_the_way_there_goes_on_the_way_back(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    plain = [[{**e, "metadata": {**e["metadata"], "formerly": []}} for e in house] for house in (one, two)]
    before, after = map(landscape, plain)
    there, back = diff(before, after), diff(after, before)
    assert told(there, "create") == told(back, "delete") == names(two) - names(one)
    assert told(there, "delete") == told(back, "create") == names(one) - names(two)
    assert told(there, "update") == told(back, "update")
    mirrored = {(str(c.ref), f.path, f.after, f.before) for c in back for f in c.fields}
    assert {(str(c.ref), f.path, f.before, f.after) for c in there for f in c.fields} == mirrored


@MANY
@given(houses(), houses())
def test_every_entity_that_comes_or_goes_is_told_once(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    changes = diff(landscape(one), landscape(two))
    formerly = {str(change.formerly) for change in changes if change.formerly}
    assert told(changes, "create") | told(changes, "rename") == names(two) - names(one)
    assert told(changes, "delete") | formerly == names(one) - names(two)
    assert not told(changes, "delete") & formerly
    assert len({change.ref for change in changes}) == len(changes)


@MANY
@given(houses(), houses())
def test_reach_is_what_is_newly_reached_and_what_stays(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    reach = plan_of(landscape(one), landscape(two), ("a", "b")).reach
    assert set(reach.after) - set(reach.before) == set(reach.newly)
    assert set(reach.before) - set(reach.after) == set(reach.no_longer)


def hits(side: Landscape, *failed: Ref) -> dict[Ref, Level]:
    """What `itsm impact` says of these failures."""
    there = {ref: Level.DOWN for ref in failed if ref in side.entities}
    return {one.ref: one.level for one in impact(side, Scenario(there)).impacted}


def plain(house: list[dict[str, Any]]) -> Landscape:
    """Without renames, which are told in new names."""
    return landscape([{**one, "metadata": {**one["metadata"], "formerly": []}} for one in house])


@MANY
@given(houses(), houses())
def test_reach_is_what_impact_says_on_each_side(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    before, after = plain(one), plain(two)
    found = plan_of(before, after, ("a", "b"))
    touched = [change.ref for change in found.changes]
    assert set(found.reach.before) == hits(before, *touched).keys() - set(touched)
    assert set(found.reach.after) == hits(after, *touched).keys() - set(touched)


@MANY
@given(houses(), houses())
def test_exposure_is_what_impact_says_of_every_single_failure(
    one: list[dict[str, Any]], two: list[dict[str, Any]]
) -> None:
    before, after = plain(one), plain(two)
    exposure = plan_of(before, after, ("a", "b")).reach.exposure
    told = {(each.ref, each.by): (each.before, each.after) for each in (*exposure.harder, *exposure.softer)}
    expected = {}
    for cause in {*before.nodes, *after.nodes}:
        was, now = (
            {one.ref: one.level for one in impact(side, Scenario({cause: Level.DOWN})).impacted}
            for side in (before, after)
        )
        for ref in before.entities.keys() & after.entities.keys() - {cause}:
            sides = was.get(ref, Level.OK), now.get(ref, Level.OK)
            if sides[0] != sides[1]:
                expected[ref, cause] = sides
    assert told == expected
    down = {pair for pair, (_, now) in expected.items() if now is Level.DOWN}
    assert {(point.ref, point.by) for point in exposure.points} == down


@MANY
@given(houses(), houses())
def test_single_points_come_and_go_as_each_side_has_them(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    before, after = plain(one), plain(two)
    exposure = plan_of(before, after, ("a", "b")).reach.exposure
    had, have = single_points(before), single_points(after)
    for ref in before.entities.keys() & after.entities.keys():
        assert {point.by for point in exposure.points if point.ref == ref} == set(have.of(ref)) - set(had.of(ref))
        assert {point.by for point in exposure.points_gone if point.ref == ref} == set(had.of(ref)) - set(have.of(ref))


def mirrored(found: Plan) -> tuple[Any, ...]:
    """What a plan says, seen from the other side."""
    reach, exposure = found.reach, found.reach.exposure
    swapped = [
        {(one.ref, one.by, one.after, one.before) for one in side} for side in (exposure.softer, exposure.harder)
    ]
    return (
        reach.after,
        reach.before,
        reach.no_longer,
        reach.newly,
        swapped,
        exposure.points_gone,
        exposure.points,
        {(one.ref, one.after, one.before) for one in reach.availability},
        sorted(finding.key for finding in found.fixed),
        sorted(finding.key for finding in found.introduced),
    )


@MANY
@given(houses(), houses())
def test_there_and_back_mirror_each_other(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> None:
    before, after = plain(one), plain(two)
    there, back = plan_of(before, after, ("a", "b")), plan_of(after, before, ("b", "a"))
    reach, exposure = there.reach, there.reach.exposure
    sides = [{(one.ref, one.by, one.before, one.after) for one in side} for side in (exposure.harder, exposure.softer)]
    assert mirrored(back) == (
        reach.before,
        reach.after,
        reach.newly,
        reach.no_longer,
        sides,
        exposure.points,
        exposure.points_gone,
        {(one.ref, one.before, one.after) for one in reach.availability},
        sorted(finding.key for finding in there.introduced),
        sorted(finding.key for finding in there.fixed),
    )
    effects = {(str(c.ref), f.path): f.effect for c in back.changes for f in c.fields}
    for change in there.changes:
        for field in change.fields:
            assert effects[str(change.ref), field.path] in BACK[field.effect]


BACK = {
    "neutral": ("neutral",),
    "tightened": ("loosened", "breaking"),
    "loosened": ("tightened", "loosened"),
    "breaking": ("tightened", "breaking"),
}
"""What the way back of a change may mean."""
