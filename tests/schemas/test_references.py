"""What an entity refers to and depends on, read off the marks in its model, with the place of each."""

import pytest

from itsm_as_code.model import TextFile, parse_ref
from itsm_as_code.reading import read
from itsm_as_code.schemas import Kind, Travel, dependencies, references
from tests.schemas._documents import shown

REFERENCES: dict[str, list[tuple[str, str]]] = {
    "Service": [
        ("metadata.owner", "team:messaging"),
        ("spec.dependsOn.0.ref", "service:directory"),
        ("spec.dependsOn.1.ref", "ci:spam-filter"),
        ("spec.dependsOn.2.ref", "ci:mail-archive"),
        ("spec.dependsOn.3.anyOf.0", "ci:mbx-1"),
        ("spec.dependsOn.3.anyOf.1", "ci:mbx-2"),
        ("spec.dependsOn.3.anyOf.2", "ci:mbx-3"),
    ],
    "SLA": [
        ("metadata.owner", "team:service-desk"),
        ("spec.customer", "customer:headquarters"),
        ("spec.hours", "calendar:business-hours-cn"),
        ("spec.objectives.0.metric", "indicator:availability"),
        ("spec.objectives.1.metric", "indicator:response-time"),
        ("spec.objectives.2.metric", "indicator:resolution-time"),
        ("spec.objectives.3.metric", "indicator:mail-delivery-rate"),
        ("spec.provider", "team:it-department"),
        ("spec.service", "service:email"),
        ("spec.signatures.0.by", "person:zhang-wei"),
        ("spec.signatures.1.by", "person:li-na"),
        ("spec.supportedBy.0", "ola:messaging-operations"),
        ("spec.supportedBy.1", "contract:isp-fibre"),
    ],
    "CI": [
        ("metadata.owner", "team:messaging"),
        ("spec.dependsOn.0.ref", "ci:host-3"),
        ("spec.dependsOn.1.ref", "ci:san-1"),
        ("spec.location", "ci:rack-7"),
        ("spec.type", "citype:virtual-machine"),
    ],
    "CIType": [("spec.extends", "citype:virtual-machine")],
    "Team": [("spec.members.0", "person:zhang-wei")],
    "Calendar": [],
    "Contract": [
        ("metadata.owner", "team:network"),
        ("spec.covers.0", "ci:wan-link-1"),
        ("spec.hours", "calendar:24x7"),
        ("spec.objectives.0.metric", "indicator:availability"),
        ("spec.objectives.1.metric", "indicator:resolution-time"),
        ("spec.supplier", "supplier:north-telecom"),
    ],
    "CatalogEntry": [
        ("spec.audience.0", "customer:headquarters"),
        ("spec.service", "service:email"),
        ("spec.sla", "sla:email-gold"),
    ],
}


def entity(kind: str, text: str = "") -> Kind:
    catalog = read([TextFile("a.yaml", (text or shown()[kind]).encode())])
    (found,) = (one.model for one in catalog.entities if not one.shipped)
    return found


@pytest.mark.parametrize("kind", REFERENCES)
def test_every_reference_with_its_place(kind: str) -> None:
    found = sorted((".".join(map(str, one.path)), str(one.ref)) for one in references(entity(kind)))
    assert found == REFERENCES[kind]


def test_dependencies_with_their_places() -> None:
    found = [(one.path, one.dependency.needed(len(one.dependency.members))) for one in dependencies(entity("Service"))]
    assert found == [(("spec", "dependsOn", number), need) for number, need in enumerate((1, 1, 1, 2))]


def test_failure_comes_from_the_place_alone() -> None:
    travels = {
        one.path[-1]: one.field.travel for one in references(entity("CI")) if one.path[:2] != ("spec", "dependsOn")
    }
    assert travels == {"owner": Travel.NONE, "type": Travel.NONE, "location": Travel.FROM_TARGET}


def test_a_place_leads_to_what_is_written_there() -> None:
    (found,) = (one for one in read([TextFile("a.yaml", shown()["Service"].encode())]).entities if not one.shipped)
    for reference in references(found.model):
        at = found.locate(reference.path)
        assert at.excerpt[at.column - 1 : at.end_column - 1].endswith(reference.ref.name)


NEED = [
    ({"ref": "ci:a"}, 1, 1),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"]}, 3, 1),
    ({"allOf": ["ci:a", "ci:b", "ci:c"]}, 3, 3),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"], "need": 2}, 3, 2),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"], "need": "50%"}, 3, 2),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"], "need": "34%"}, 3, 2),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"], "need": "33%"}, 3, 1),
    ({"anyOf": ["ci:a", "ci:b", "ci:c"], "need": "100%"}, 3, 3),
]


@pytest.mark.parametrize(("dependency", "size", "needed"), NEED)
def test_how_many_are_needed(dependency: object, size: int, needed: int) -> None:
    text = f"apiVersion: itsm/v1\nkind: Service\nmetadata: {{name: a}}\nspec: {{dependsOn: [{dependency}]}}\n"
    (found,) = dependencies(entity("Service", text))
    assert found.dependency.needed(size) == needed


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("service:email", ("service", "", "email")),
        ("Service:North/Email", ("service", "north", "email")),
        ("email", ("", "", "email")),
        ("north/email", ("", "north", "email")),
        ("", ("", "", "")),
        (":", ("", "", "")),
        ("a:b:c/d/e", ("a", "b:c", "d/e")),
    ],
)
def test_any_text_is_a_reference_to_something_or_nothing(text: str, ref: tuple[str, str, str]) -> None:
    assert tuple(parse_ref(text)) == ref
