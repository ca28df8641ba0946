"""Two branches that are both green alone and not together."""

from itsm_as_code.changes import Collision, Sides, collision
from tests.landscapes import TODAY, landscape_of

POOL = (
    "kind: Service\nmetadata: {name: mail, owner: t}\nspec:\n  type: technical\n  dependsOn:\n"
    "    - {name: cluster, anyOf: [%s], need: 2}\n---\nkind: Team\nmetadata: {name: t}"
)
NODES = "".join(f"\n---\nkind: CI\nmetadata: {{name: m{n}, owner: t}}\nspec: {{type: server}}" for n in (1, 2, 3, 4))


def house(*members: str, more: str = "") -> str:
    return POOL % ", ".join(f"ci:{name}" for name in members) + NODES + more


def change(name: str, scope: str, start: str, end: str) -> str:
    return (
        f"\n---\nkind: Change\nmetadata: {{name: {name}, owner: t}}\n"
        f'spec: {{scope: ["{scope}"], window: {{start: "2026-12-01T{start}+08:00", end: "2026-12-01T{end}+08:00"}}}}'
    )


def met(base: str, ours: str, theirs: str, both: str | None) -> Collision:
    sides = Sides(*(landscape_of(text) for text in (base, ours, theirs)), landscape_of(both) if both else None)
    return collision("other", sides, (), TODAY)


ALL = ("m1", "m2", "m3", "m4")


def test_each_takes_a_spare() -> None:
    found = met(house(*ALL), house("m1", "m2", "m3"), house("m1", "m2", "m4"), house("m1", "m2"))
    assert [(str(one.ref), str(one.by)) for one in found.points] == [
        ("service:mail", "ci:m1"),
        ("service:mail", "ci:m2"),
    ]
    assert [one.rule for one in found.findings] == ["any-of-means-all"]
    assert [str(ref) for ref in found.shared] == ["service:mail"]


def test_each_works_on_one_of_three_at_the_same_time() -> None:
    base = house("m1", "m2", "m3")
    one, other = change("a", "ci:m1", "02:00", "04:00"), change("b", "ci:m2", "03:00", "05:00")
    found = met(base, base + one, base + other, base + one + other)
    (overlap,) = found.overlaps
    assert (str(overlap.ours), str(overlap.theirs)) == ("change:a", "change:b")
    assert (overlap.start.isoformat(), overlap.end.isoformat()) == (
        "2026-12-01T03:00:00+08:00",
        "2026-12-01T04:00:00+08:00",
    )
    assert [(str(ref), alone.word, both.word) for ref, alone, both in overlap.worse] == [
        ("service:mail", "at-risk", "down")
    ]
    assert found.shared == ()


def test_one_after_the_other_is_no_collision() -> None:
    base = house("m1", "m2", "m3")
    one, other = change("a", "ci:m1", "02:00", "04:00"), change("b", "ci:m2", "04:00", "05:00")
    assert not met(base, base + one, base + other, base + one + other)


def test_work_that_nobody_feels_twice_is_no_collision() -> None:
    base = house("m1", "m2", "m3") + "\n---\nkind: CI\nmetadata: {name: apart, owner: t}\nspec: {type: server}"
    one, other = change("a", "ci:m1", "02:00", "04:00"), change("b", "ci:apart", "02:00", "04:00")
    assert not met(base, base + one, base + other, base + one + other)


def test_one_deletes_what_the_other_begins_to_need() -> None:
    base = house("m1", "m2", "m3")
    gone = base.replace("\n---\nkind: CI\nmetadata: {name: m4, owner: t}\nspec: {type: server}", "")
    found = met(base, gone, house(*ALL), gone.replace("ci:m3]", "ci:m3, ci:m4]"))
    assert [(one.rule, one.severity.word) for one in found.findings] == [("unknown-reference", "error")]


def test_what_git_cannot_merge_is_told_as_such() -> None:
    sides = Sides(*(landscape_of(house(*names)) for names in (ALL, ALL[:3], ALL[1:])), None)
    found = collision("other", sides, ("mail.yaml",), TODAY)
    assert (found.conflicts, found.findings, found.points) == (("mail.yaml",), (), ())
    assert bool(found)


def test_two_that_have_nothing_to_do_with_each_other() -> None:
    base = house(*ALL)
    ours, theirs = (f"\n---\nkind: Team\nmetadata: {{name: {name}}}" for name in ("one", "two"))
    assert not met(base, base + ours, base + theirs, base + ours + theirs)
