"""Agreements that extend another: what is taken over, what isn't, and where it stands."""

from itsm_as_code.model import FieldPath
from tests.landscapes import landscape_of, ref, rules_of

BASE = """\
kind: Team
metadata: {name: desk}
---
kind: Service
metadata: {name: email, owner: desk}
---
kind: SLA
metadata: {name: base, owner: desk}
spec:
  service: email
  status: template
  hours: 24x7
  objectives:
    - {metric: availability, target: 99.9%}
    - {metric: response-time, targets: {P1: 15m}}
  signatures: [{party: provider, by: nobody, on: 2026-01-01}]
"""

CHILD = """\
kind: SLA
metadata: {name: plant, owner: desk}
spec:
  extends: base
  objectives:
    - {metric: availability, target: 99.5%}
    - {metric: rto, target: 4h}
"""


def test_what_is_not_said_is_taken_over() -> None:
    spec = landscape_of(BASE, CHILD).entities[ref("sla:plant")].model.spec
    assert str(spec.service.name) == "email"
    assert [(one.name, str(one.target or "")) for one in spec.objectives] == [
        ("response-time", ""),
        ("availability", "99.5%"),
        ("rto", "4h"),
    ]
    assert (spec.status, spec.signatures) == ("draft", ())


PLACES: list[tuple[FieldPath, str]] = [
    (("spec", "hours"), "a.yaml:14"),
    (("spec", "objectives", 0, "targets", "P1"), "a.yaml:17"),
    (("spec", "objectives", 1, "target"), "b.yaml:6"),
    (("spec", "objectives", 2, "metric"), "b.yaml:7"),
    (("spec", "extends"), "b.yaml:4"),
]


def test_each_field_is_found_where_it_is_written() -> None:
    entity = landscape_of(BASE, CHILD).entities[ref("sla:plant")]
    found = [(path, f"{entity.locate(path).path}:{entity.locate(path).line}") for path, _ in PLACES]
    assert found == PLACES


def test_a_grandchild_takes_over_from_both() -> None:
    grandchild = "kind: SLA\nmetadata: {name: shop, owner: desk}\nspec: {extends: plant, hours: office}"
    entity = landscape_of(BASE, CHILD, grandchild).entities[ref("sla:shop")]
    assert [str(one.target or one.targets) for one in entity.model.spec.objectives][1:] == ["99.5%", "4h"]
    assert entity.locate(("spec", "objectives", 0, "targets")).path == "a.yaml"
    assert entity.locate(("spec", "objectives", 1, "target")).path == "b.yaml"


def test_a_name_means_what_it_means_where_it_is_written() -> None:
    texts = (
        "kind: SLA\nmetadata: {name: base, namespace: asia}\nspec: {service: mail}",
        "kind: Service\nmetadata: {name: mail, namespace: asia}",
        "kind: Service\nmetadata: {name: mail, namespace: europe}",
        "kind: SLA\nmetadata: {name: local, namespace: europe}\nspec: {extends: asia/base}",
    )
    links = landscape_of(*texts).links_from[ref("sla:europe/local")]
    assert [str(link.target) for link in links if link.relation == "service"] == ["service:asia/mail"]


def test_a_mistake_in_a_template_is_told_once() -> None:
    found = rules_of(BASE.replace("service: email", "service: emial") + "---\n" + CHILD)
    assert found.count("unknown-reference") == 2  # the service, and the person who signed the template


def test_a_circle_ends() -> None:
    circle = "kind: SLA\nmetadata: {name: NAME, owner: desk}\nspec: {extends: OTHER, tier: NAME}"
    one, two = circle.replace("NAME", "a").replace("OTHER", "b"), circle.replace("NAME", "b").replace("OTHER", "a")
    assert landscape_of(one, two).entities[ref("sla:a")].model.spec.tier == "a"
