"""How each kind and each relation of Backstage is mapped, and what is told of the rest."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from itsm_as_code.importers import Imported, backstage
from itsm_as_code.model import Severity, TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import references


def imported(text: str) -> Imported:
    """A shorthand: `Component a: {type: service}` is an entity with its spec, one on each line."""
    return backstage.documents(
        [TextFile("catalog-info.yaml", yaml.safe_dump_all(map(entity, text.strip().splitlines())).encode())]
    )


def entity(line: str) -> dict[str, Any]:
    head, _, spec = line.strip().partition(": ")
    kind, _, name = head.partition(" ")
    namespace, slash, name = name.rpartition("/")
    metadata = {"name": name, **({"namespace": namespace} if slash else {})}
    return {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": kind,
        "metadata": metadata,
        "spec": yaml.safe_load(spec or "{}"),
    }


def specs(result: Imported) -> dict[str, Any]:
    found = [document for file in result.files for document in yaml.safe_load_all(file.data)]
    return {f"{one['kind']} {one['metadata']['name']}": one.get("spec", {}) for one in found}


def metadata(result: Imported) -> dict[str, Any]:
    found = [document for file in result.files for document in yaml.safe_load_all(file.data)]
    return {f"{one['kind']} {one['metadata']['name']}": one["metadata"] for one in found}


def warnings(result: Imported) -> list[str]:
    return [note.message for note in result.notes if note.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("line", "became", "path"),
    [
        ("Component a: {type: service}", "Service a", "services/a.yaml"),
        ("Component a: {type: website}", "Service a", "services/a.yaml"),
        ("Component a: {type: library}", "CI a", "cmdb/a.yaml"),
        ("Component shop/a: {type: service}", "Service a", "services/shop/a.yaml"),
        ("Resource a: {type: database}", "CI a", "cmdb/a.yaml"),
        ("System a: {}", "Service a", "services/a.yaml"),
        ("Domain a: {}", "Service a", "services/a.yaml"),
        ("API a: {type: openapi}", "Service a", "services/a.yaml"),
        ("Group a: {type: team}", "Team a", "teams.yaml"),
        ("User a: {}", "Person a", "people.yaml"),
    ],
)
def test_each_kind_has_its_place(line: str, became: str, path: str) -> None:
    result = imported(line)
    assert list(specs(result)) == [became]
    assert [file.path for file in result.files] == [path]
    assert read(result.files).findings == ()


@pytest.mark.parametrize(
    ("type_", "ci_type"),
    [
        ("database", "database"),
        ("s3-bucket", "storage"),
        ("kubernetes-cluster", "cluster"),
        ("buildkite-pipeline", "application"),
    ],
)
def test_a_resource_finds_its_ci_type(type_: str, ci_type: str) -> None:
    result = imported(f"Resource a: {{type: {type_}}}")
    assert specs(result)["CI a"]["type"] == ci_type
    assert any("no CI type here" in note.message for note in result.notes) is (ci_type == "application")


@pytest.mark.parametrize(
    ("lines", "holder", "spec"),
    [
        (
            "Component a: {type: service, dependsOn: ['resource:db', 'component:b']}",
            "Service a",
            {"dependsOn": ["ci:db", "service:b"]},
        ),
        (
            "Component a: {type: service, dependencyOf: ['component:b']}\nComponent b: {type: service}",
            "Service b",
            {"dependsOn": ["service:a"]},
        ),
        (
            "Component a: {type: service, dependencyOf: ['component:b']}\n"
            "Component b: {type: service, dependsOn: ['component:a']}",
            "Service b",
            {"dependsOn": ["service:a"]},
        ),
        (
            "Component a: {type: service, dependencyOf: ['component:a']}",
            "Service a",
            {"dependsOn": ["service:a"]},
        ),
        (
            "Component a: {type: service, consumesApis: [x]}\nAPI x: {}",
            "Service a",
            {"dependsOn": [{"ref": "service:x", "as": "consumes-api"}]},
        ),
        (
            "Component a: {type: service, providesApis: [x]}\nAPI x: {}",
            "Service x",
            {"dependsOn": [{"ref": "service:a", "as": "provided-by"}]},
        ),
        (
            "Component a: {type: service, consumesApis: [x]}\nComponent b: {type: service, providesApis: [x]}",
            "Service a",
            {"dependsOn": [{"ref": "service:b", "as": "consumes-api"}]},
        ),
        (
            "Component a: {type: service, consumesApis: [x]}",
            "Service a",
            {"dependsOn": [{"ref": "service:x", "as": "consumes-api"}]},
        ),
        ("Component a: {type: service, system: s}", "Service a", {"partOf": "service:s"}),
        ("Resource a: {type: server, system: s}", "CI a", {"partOf": "service:s"}),
        ("System a: {domain: uxe/d}", "Service a", {"partOf": "service:uxe/d"}),
        ("Component a: {type: service, system: s, subcomponentOf: b}", "Service a", {"partOf": "service:b"}),
        ("Group a: {members: [zoe, ali]}", "Team a", {"members": ["zoe", "ali"]}),
        ("Group a: {members: [zoe]}\nUser zoe: {memberOf: [a]}", "Team a", {"members": ["zoe"]}),
        ("Component n/a: {type: service, dependsOn: ['component:b']}", "Service a", {"dependsOn": ["service:n/b"]}),
        (
            "Component n/a: {type: service, dependsOn: ['component:default/b']}",
            "Service a",
            {"dependsOn": ["service:default/b"]},
        ),
    ],
)
def test_each_relation_has_its_direction(lines: str, holder: str, spec: dict[str, Any]) -> None:
    written = {key: value for key, value in specs(imported(lines))[holder].items() if key not in ("type", "lifecycle")}
    assert written == spec


def test_failure_of_a_provider_reaches_the_consumer() -> None:
    result = imported(
        """
Component provider: {type: service, providesApis: [x]}
Component consumer: {type: service, consumesApis: [x]}
API x: {}
"""
    )
    needs = {name: [one["ref"] for one in spec.get("dependsOn", ())] for name, spec in specs(result).items()}
    assert needs == {"Service provider": [], "Service consumer": ["service:x"], "Service x": ["service:provider"]}


@pytest.mark.parametrize(
    ("owner", "written"),
    [
        ("group:sre", "sre"),
        ("sre", "sre"),
        ("group:default/sre", "sre"),
        ("group:red/sre", "red/sre"),
        ("user:zoe", "zoe"),
        ("zoe@example.com", "zoe-example.com"),
    ],
)
def test_an_owner_becomes_a_team(owner: str, written: str) -> None:
    assert metadata(imported(f"Component a: {{type: service, owner: '{owner}'}}"))["Service a"]["owner"] == written


def test_an_owner_who_is_a_user_is_told_and_is_not_the_team_of_that_name() -> None:
    result = imported("Group zoe: {}\nComponent a: {type: service, owner: 'user:zoe'}")
    assert metadata(result)["Service a"]["owner"] == "zoe-user"
    assert "the owner zoe is a user: only a team owns something here" in warnings(result)


def test_names_that_fall_together_are_kept_apart_in_references_too() -> None:
    result = imported(
        """
System shop: {}
Component shop: {type: service, system: shop}
API shop: {system: shop}
Component till: {type: service, consumesApis: [shop], dependsOn: ['component:shop']}
"""
    )
    assert specs(result)["Service till"]["dependsOn"] == [
        "service:shop",
        {"ref": "service:shop-api", "as": "consumes-api"},
    ]
    assert specs(result)["Service shop"]["partOf"] == "service:shop-system"


def test_a_dangling_name_never_finds_something_of_another_kind() -> None:
    result = imported("Component shop: {type: service}\nComponent till: {type: service, consumesApis: [shop]}")
    assert specs(result)["Service till"]["dependsOn"] == [{"ref": "service:shop-api", "as": "consumes-api"}]


def test_capitals_are_told_and_kept_as_the_title() -> None:
    result = imported(
        "Component Pet_Shop: {type: service}\nComponent b: {type: service, dependsOn: ['component:Pet_Shop']}"
    )
    assert metadata(result)["Service pet_shop"]["title"] == "Pet_Shop"
    assert specs(result)["Service b"]["dependsOn"] == ["service:pet_shop"]
    assert "Pet_Shop is called pet_shop here, in references too" in [note.message for note in result.notes]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "Component a: {type: service, dependsOn: ['<component_or_resource>']}",
            "spec.dependsOn: <component_or_resource> is no reference: kept as an annotation",
        ),
        (
            "Component a: {type: service, dependsOn: ['${{ values.db }}']}",
            "spec.dependsOn: ${{ values.db }} is no reference: kept as an annotation",
        ),
        (
            "Component a: {type: service, dependsOn: [[b]]}",
            "spec.dependsOn: ['b'] is no reference: kept as an annotation",
        ),
        (
            "Component a: {type: service, dependsOn: [b]}",
            "spec.dependsOn: b doesn't say its kind, a component is assumed",
        ),
        (
            "Component a: {type: service, dependsOn: ['group:b']}",
            "spec.dependsOn: group:default/b is kept as an annotation only, no field here takes it",
        ),
        (
            "Component a: {type: service, dependencyOf: ['component:b']}",
            "spec.dependencyOf: component:default/b is kept as an annotation only, nothing here describes it",
        ),
        (
            "Component a: {type: service, system: s, subcomponentOf: b}",
            "spec.system: system:default/s is kept as an annotation only, an entity can be part of one service only",
        ),
        (
            "User a: {memberOf: [b]}",
            "spec.memberOf: group:default/b is kept as an annotation only, nothing here describes it",
        ),
        ("Component a: {}", "a component that says no type is taken for a service"),
        ("Component a: {type: service, lifecycle: odd}", "the lifecycle odd is taken for live"),
        (
            "Component a: {type: service, consumesApi: [x]}",
            "spec.consumesApi is no field of Backstage: kept as an annotation",
        ),
        ("Gadget a: {}", "there is nothing like the kind Gadget here: left out"),
        ("Component a: {type: service}\nComponent A: {type: service}", "Component A is described already: left out"),
    ],
)
def test_what_can_not_be_mapped_is_told(lines: str, message: str) -> None:
    assert message in warnings(imported(lines))


def test_what_is_kept_as_an_annotation_is_there() -> None:
    result = imported(
        "Component a: {type: service, dependsOn: ['<component_or_resource>', 'resource:db'], consumesApi: [x]}"
    )
    assert metadata(result)["Service a"]["annotations"] == {
        "x-backstage-spec.consumesApi": ["x"],
        "x-backstage-spec.dependsOn": ["<component_or_resource>"],
    }


def test_a_large_definition_is_left_out_and_told() -> None:
    result = imported(f"API a: {{definition: {'x' * 5_000}}}")
    assert "spec.definition is too large to be kept here: left out" in warnings(result)
    assert "annotations" not in metadata(result)["Service a"]


@pytest.mark.parametrize(
    "line", ["Location a: {targets: [./b.yaml]}", "Template a: {}", "Component ${{values.name}}: {}"]
)
def test_what_is_no_entity_is_told_and_left_out(line: str) -> None:
    result = imported(line)
    assert result.files == ()
    assert [note.severity for note in result.notes] == [Severity.INFO]


def test_every_reference_says_a_kind_that_its_field_takes() -> None:
    result = imported(
        """
Component a: {type: library, system: s, owner: o, dependsOn: ['resource:r', 'api:x'], consumesApis: [y]}
Resource r: {system: s, dependencyOf: ['component:a']}
Group o: {members: [u]}
"""
    )
    found = [
        (one.ref.kind, one.field.kinds) for entity in read(result.files).entities for one in references(entity.model)
    ]
    assert [kind for kind, kinds in found if kind not in kinds] == []
