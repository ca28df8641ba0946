"""What a change does: whom it reaches, which redundancy it costs, which findings come and go, whether it may go."""

import pytest

from itsm_as_code.changes import Plan, plan_of
from tests.landscapes import TODAY, landscape_of

TEAM = "\n---\nkind: Team\nmetadata: {name: web}"
NODES = "".join(
    f"\n---\nkind: CI\nmetadata: {{name: n{number}, owner: web}}\nspec: {{type: server}}" for number in range(1, 5)
)
REST = NODES + TEAM


def planned(before: str, after: str) -> Plan:
    return plan_of(landscape_of(before), landscape_of(after), ("main", "working tree"), TODAY)


def shop(*groups: str, more: str = "") -> str:
    listed = ", ".join(groups)
    return f"kind: Service\nmetadata: {{name: shop, owner: web{more}}}\nspec: {{dependsOn: [{listed}]}}" + REST


CLUSTER = "{name: cluster, anyOf: [ci:n1, ci:n2, ci:n3], need: 2}"

LOST = [
    # before                          after                                                         what is told
    ([CLUSTER], ["{name: cluster, anyOf: [ci:n1, ci:n2], need: 2}"], ["cluster 2 of 3 → 2 of 2"]),
    ([CLUSTER], ["{name: cluster, anyOf: [ci:n1, ci:n2, ci:n3], need: 3}"], ["cluster 2 of 3 → 3 of 3"]),
    ([CLUSTER], ["{name: cluster, anyOf: [ci:n1, ci:n2], need: 1}"], []),
    ([CLUSTER], ["{name: cluster, anyOf: [ci:n1, ci:n2, ci:n3, ci:n4], need: 2}"], []),
    (
        ["{anyOf: [ci:n1, ci:n2]}"],
        ["{anyOf: [ci:n1]}"],
        ["ci:n1 1 of 2 → 1 of 1"],
    ),
    (["{anyOf: [ci:n1, ci:n2, ci:n3]}", "{anyOf: [ci:n3, ci:n4]}"], ["{anyOf: [ci:n3, ci:n4]}"], []),
    (["{anyOf: [ci:n3, ci:n4]}"], ["ci:n1", "{anyOf: [ci:n3, ci:n4]}"], []),
    ([CLUSTER, CLUSTER.replace("2}", "3}")], [CLUSTER, CLUSTER.replace("2}", "3}")], []),
    (["ci:n1", "{anyOf: [ci:n2, ci:n3]}"], ["{anyOf: [ci:n2, ci:n3]}", "ci:n1"], []),
]


@pytest.mark.parametrize(("before", "after", "expected"), LOST, ids=range(len(LOST)))
def test_redundancy_lost(before: list[str], after: list[str], expected: list[str]) -> None:
    found = planned(shop(*before), shop(*after)).reach.redundancy_lost
    assert [f"{one.dependency} {one.before} → {one.after}" for one in found] == expected


def test_a_group_keeps_its_name_through_a_rename() -> None:
    after = shop("{name: cluster, anyOf: [ci:n1, ci:n2], need: 2}").replace(
        "name: shop", "name: store, formerly: [shop]"
    )
    (lost,) = planned(shop(CLUSTER), after).reach.redundancy_lost
    assert (str(lost.ref), lost.before, lost.after) == ("service:store", "2 of 3", "2 of 2")


CHAIN = (
    "kind: Service\nmetadata: {name: web, owner: web}\nspec: {dependsOn: [service:api]}\n---\n"
    "kind: Service\nmetadata: {name: api, owner: web}\nspec: {%s}\n---\n"
    "kind: Service\nmetadata: {name: batch, owner: web}\nspec: {%s}" + REST
)


def test_whom_it_reaches_before_and_after() -> None:
    before = CHAIN % ("type: technical", "type: technical")
    found = planned(before, CHAIN % ("type: business", "dependsOn: [service:api]")).reach
    assert [str(ref) for ref in found.before] == ["service:web"]
    assert [str(ref) for ref in found.after] == ["service:web"]
    joined = planned(
        before.replace("name: api", "name: api, title: API"), CHAIN % ("type: technical", "dependsOn: [ci:n1]")
    )
    assert [str(change.ref) for change in joined.changes] == ["service:api", "service:batch"]


def test_who_is_reached_only_now_and_who_no_longer() -> None:
    before = CHAIN % ("dependsOn: [ci:n1]", "dependsOn: [ci:n2]")
    moved = before.replace("name: n1, owner: web", "name: n1, owner: web, title: One")
    assert planned(before, moved).reach.newly == ()
    cut = moved.replace("dependsOn: [ci:n1]", "type: technical")
    assert [str(ref) for ref in planned(before, cut).reach.no_longer] == []
    assert [str(change.ref) for change in planned(before, cut).changes] == ["ci:n1", "service:api"]


def test_findings_that_come_and_go() -> None:
    good, bad = shop(CLUSTER), shop(CLUSTER, "ci:n9")
    coming, going = planned(good, bad), planned(bad, good)
    assert [one.rule for one in coming.introduced] == ["unknown-reference"]
    assert coming.fixed == ()
    assert [one.rule for one in going.fixed] == ["unknown-reference"]
    assert going.introduced == ()


def test_a_finding_that_only_moves_is_no_news() -> None:
    bad = shop(CLUSTER, "ci:n9")
    moved = planned(bad, f"kind: Team\nmetadata: {{name: above}}\n---\n{bad}")
    assert (moved.introduced, moved.fixed) == ((), ())


def test_a_finding_of_what_is_renamed_is_no_news() -> None:
    bad = shop(CLUSTER, "ci:n9")
    renamed = planned(bad, bad.replace("name: shop", "name: store, formerly: [shop]"))
    assert (renamed.introduced, renamed.fixed) == ((), ())


BEFORE = shop(CLUSTER)

VERDICTS = [
    (BEFORE, "pass"),
    (BEFORE.replace("owner: web}", "owner: web, title: Shop}", 1), "pass"),
    (BEFORE + "\n---\nkind: Team\nmetadata: {name: new}", "pass"),
    (shop(CLUSTER, "ci:n4"), "review"),
    (shop(CLUSTER.replace("need: 2", "need: 1")), "review"),
    (shop(CLUSTER.replace("ci:n3], need: 2", "ci:n3], need: 3")), "review"),
    (BEFORE.replace("\n---\nkind: CI\nmetadata: {name: n4, owner: web}\nspec: {type: server}", ""), "review"),
    (shop(CLUSTER, "ci:n9"), "blocked"),
    (shop(CLUSTER, "nonsense"), "blocked"),
    (BEFORE + "\n---\nkind: Nothing", "blocked"),
    (BEFORE.replace("dependsOn", "dependson"), "blocked"),
]


@pytest.mark.parametrize(("after", "verdict"), VERDICTS, ids=range(len(VERDICTS)))
def test_whether_it_may_go(after: str, verdict: str) -> None:
    assert planned(BEFORE, after).verdict == verdict


def test_a_plan_of_the_same_is_empty() -> None:
    found = planned(BEFORE, BEFORE)
    assert (found.changes, found.introduced, found.fixed, found.verdict) == ((), (), (), "pass")
    assert (found.reach.before, found.reach.after, found.reach.newly, found.reach.no_longer) == ((), (), (), ())
