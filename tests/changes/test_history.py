"""What a merge itself did, which fields are told, and who last changed each."""

from collections.abc import Sequence

from itsm_as_code.changes import EntityChange, FieldChange, last_changes, narrowed, own
from itsm_as_code.changes.diff import Action
from itsm_as_code.model import Location, Ref, parse_ref
from tests.landscapes import landscape_of

SHOP = Ref("service", "default", "shop")


def change(*fields: tuple[str, str], action: Action = "update", ref: Ref = SHOP) -> EntityChange:
    told = tuple(FieldChange(path, "before", after, "neutral") for path, after in fields)
    return EntityChange(action, ref, Location("a.yaml"), told)


def paths(changes: Sequence[EntityChange]) -> list[tuple[str, list[str]]]:
    return [(one.action, [field.path for field in one.fields]) for one in changes]


def test_what_one_parent_has_was_not_done_by_the_merge() -> None:
    title, owner = ("metadata.title", "Shop"), ("metadata.owner", "web")
    assert own([[change(title)], []]) == ()
    assert own([[change(title)], [change(owner)]]) == ()
    assert paths(own([[change(title, owner)], [change(owner)]])) == [("update", ["metadata.owner"])]
    assert paths(own([[change(("metadata.title", "A"))], [change(("metadata.title", "B"))]])) == []
    assert own([[change(title)]]) == (change(title),)


def test_what_is_new_to_every_parent_was_made_by_the_merge() -> None:
    new = change(action="create")
    assert own([[new], [new]]) == (new,)
    assert paths(own([[new], [change(("metadata.title", "A"))]])) == [("update", ["metadata.title"])]
    renamed = change(action="rename")
    assert paths(own([[renamed], [renamed]])) == [("rename", [])]
    other = change(action="delete", ref=parse_ref("service:other"))
    assert own([[new, other], [other]]) == (other,)


def test_fields_below_and_around_are_told() -> None:
    told = change(("spec.objectives[availability]", "99%"), ("spec.objectives[response].target", "1h"), ("spec.on", ""))
    cases = {
        ("spec.objectives",): 2,
        ("spec.objectives[availability].target",): 1,
        ("spec.o",): 0,
        ("spec", "x"): 3,
        (): 3,
    }
    for wanted, number in cases.items():
        found = narrowed(told, wanted)
        assert (len(found.fields) if found else 0) == number, wanted
    assert narrowed(change(action="create"), ["spec.o"]) == change(action="create")


def test_the_newest_change_of_a_field_is_its_last() -> None:
    landscape = landscape_of(
        "kind: Service\nmetadata: {name: shop, title: Shop}\nspec: {dependsOn: [{name: pool, anyOf: [ci:a, ci:b]}]}"
    )
    entity = landscape.entities[SHOP]
    steps = [
        ("third", change(("metadata.title", "Shop"))),
        ("second", change(("spec.dependsOn[pool]", "anyOf ci:a, ci:b"), ("metadata.title", "Ship"))),
        ("first", change(action="create")),
        ("never", change(("metadata.title", "x"))),
    ]
    found = last_changes(entity, steps)
    assert found["metadata.title"] == ("Shop", "third")
    assert found["spec.dependsOn[pool].need"] == ("1", "second")
    assert found["metadata.name"] == ("shop", "first")
    assert "spec.dependsOn[pool]" not in found
    assert last_changes(entity, steps[:2])["metadata.name"] == ("shop", None)
    assert list(last_changes(entity, steps, ["metadata.title"])) == ["metadata.title"]
