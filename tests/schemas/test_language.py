"""The language as it is described: every example is taken, in the program and in an editor; and what isn't in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import Kind, json_schema, kind_page, kind_words, model_of
from tests.schemas._documents import KINDS, shown, smallest

EXAMPLES = Path(__file__).parents[2] / "examples"


def accepts(document: Any) -> bool:
    model = model_of(document["kind"].lower())
    assert model is not None
    try:
        model.model_validate(document)
    except ValidationError:
        return False
    return True


def editor_accepts(document: Any) -> bool:
    return Draft202012Validator(json_schema(document["kind"].lower())).is_valid(document)


def documents(text: str) -> list[Any]:
    catalog = read([TextFile("a.yaml", text.encode())])
    return [entity.written() for entity in catalog.entities if not entity.shipped]


def test_the_examples_show_every_kind() -> None:
    assert sorted(shown()) == sorted(KINDS)
    assert sorted(kind.lower() for kind in KINDS) == list(kind_words())


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_taken(kind: str) -> None:
    catalog = read([TextFile("a.yaml", shown()[kind].encode())])
    assert catalog.findings == ()
    assert [entity.ref.kind for entity in catalog.entities if not entity.shipped] == [kind.lower()]


@pytest.mark.parametrize("kind", KINDS)
def test_editors_take_it_too(kind: str) -> None:
    (document,) = documents(shown()[kind])
    schema = Draft202012Validator(json_schema(kind.lower()))
    assert [error.message for error in schema.iter_errors(document)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_a_name_is_required(kind: str) -> None:
    assert accepts(smallest(kind))
    assert editor_accepts(smallest(kind))
    assert accepts(smallest(kind, {}))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda path: path.name)
def test_editors_take_the_shipped_repository(path: Path) -> None:
    for document in documents(path.read_text("utf-8")):
        schema = Draft202012Validator(json_schema(document["kind"].lower()))
        assert [error.message for error in schema.iter_errors(document)] == [], document["metadata"]["name"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_and_a_page_a_page(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind.lower()))
    assert json.loads(json.dumps(json_schema(kind.lower()))) == json_schema(kind.lower())
    page = kind_page(kind.lower())
    assert page.startswith(f"{kind}: ")
    assert "\nspec" in page


def test_every_field_is_explained() -> None:
    for word in kind_words():
        for line in kind_page(word).splitlines()[2:]:
            name, _, words = line.strip().partition(" ")
            assert words.strip() or name in ("apiVersion", "kind", "spec", "metadata"), (word, line)


Case = tuple[str, dict[str, Any], dict[str, Any]]
"""Kind, spec, and what else stands in metadata."""


def sla(**objective: Any) -> Case:
    return ("SLA", {"objectives": [objective]}, {})


def service(**dependency: Any) -> Case:
    return ("Service", {"dependsOn": [dependency]}, {})


GOOD: tuple[Case, ...] = (
    ("Team", {}, {"title": "消息组"}),
    ("Team", {}, {"title": {"en": "A", "pt-BR": "B"}}),
    ("Team", {}, {"owner": "team:a"}),
    ("Team", {}, {"owner": "TEAM:north/a"}),
    ("Team", {}, {"labels": {"a": "b", "c/d": 1, "e.f": True, "g": 1.5}}),
    ("Team", {}, {"annotations": {"x-a": {"b": [1, None, {"c": True}]}}}),
    ("Team", {}, {"aliases": ["b"], "formerly": ["c"], "namespace": "north"}),
    ("Team", {}, {"waivers": [{"rule": "a", "reason": "b", "until": "2026-01-31"}]}),
    ("Service", {"dependsOn": ["service:a", "ci:north/b", "Service:A"]}, {}),
    service(ref="ci:a", mode="soft", tolerates="1h30m", name="n", **{"as": "runs-on"}),
    service(anyOf=["ci:a", "ci:b"], need=2),
    service(anyOf=["ci:a", "ci:b"], need="50%"),
    service(allOf=["ci:a", "ci:b"]),
    sla(metric="availability", target="99.9%"),
    sla(metric="availability", target=">= 99.9%"),
    sla(metric="response-time", targets={"P1": "15m", "P5": "P1D"}),
    sla(metric="of-ours", target="<= 4h"),
    sla(metric="of-ours", target=">= 4.5"),
    sla(metric="of-ours", target="-3"),
    ("SLA", {"term": {"start": "2026-01-01"}}, {}),
    ("SLA", {"window": {"type": "rolling", "length": "30d"}}, {}),
    ("Calendar", {"hours": {"mon-fri,sun": ["00:00-24:00"]}}, {}),
    ("CatalogEntry", {"request": {"delivery": "PT4H"}}, {}),
    ("CI", {"type": "citype:server", "partOf": "service:a", "availability": "100%"}, {}),
)
# What the program refuses, and editors too.
BAD: tuple[Case, ...] = (
    ("Team", {"nonsense": 1}, {}),
    ("Team", {}, {"nonsense": 1}),
    ("Team", {}, {"title": 5}),
    ("Team", {}, {"title": {}}),
    ("Team", {}, {"owner": 5}),
    ("Team", {}, {"owner": ""}),
    ("Team", {}, {"labels": {"a": ["b"]}}),
    ("Team", {}, {"labels": {"a": None}}),
    ("Team", {}, {"labels": {"-a": "b"}}),
    ("Team", {}, {"annotations": {"a": "b"}}),
    ("Team", {}, {"aliases": "b"}),
    ("Team", {}, {"aliases": ["B"]}),
    ("Team", {}, {"namespace": "a/b"}),
    ("Team", {}, {"links": [{"title": "a"}]}),
    ("Team", {}, {"waivers": [{"rule": "a", "until": "2026-01-31"}]}),
    ("Team", {}, {"waivers": [{"rule": "a", "reason": "b", "until": "tomorrow"}]}),
    ("Service", {"dependsOn": "ci:a"}, {}),
    ("Service", {"dependsOn": [5]}, {}),
    ("Service", {"type": "Business"}, {}),
    service(),
    sla(metric="of-ours"),
    ("Calendar", {"hours": {"Monday": ["09:00-10:00"]}}, {}),
    service(ref="ci:a", anyOf=["ci:b"]),
    service(anyOf=["ci:a"], need="2"),
    service(anyOf=["ci:a"], need=1.5),
    service(ref="ci:a", mode="Soft"),
    service(ref="ci:a", tolerates=4),
    service(ref="ci:a", tolerates="4 h"),
    service(ref="ci:a", tolerates="6mo"),
    service(ref="ci:a", nonsense=True),
    sla(metric="availability", target=99.9),
    sla(metric="availability", target="99,9%"),
    sla(metric="availability", target="> 99.9%"),
    sla(metric="response-time", targets={"P9": "1h"}),
    sla(metric="response-time", targets={"p1": "1h"}),
    sla(metric="response-time", targets={"P1": 15}),
    ("SLA", {"term": {"end": "2026-01-01"}}, {}),
    ("SLA", {"term": {"start": "1/2/2026"}}, {}),
    ("SLA", {"status": "signed"}, {}),
    ("SLA", {"signatures": [{"party": "provider", "by": "a"}]}, {}),
    ("Calendar", {"hours": {"mon": ["9:00-17:00"]}}, {}),
    ("Calendar", {"hours": {"mon": []}}, {}),
    ("Calendar", {"hours": []}, {}),
    ("Calendar", {"holidays": {"country": "China"}}, {}),
    ("CatalogEntry", {"price": {"amount": 12, "currency": "CNY"}}, {}),
    ("CatalogEntry", {"price": {"amount": "1,200", "currency": "CNY"}}, {}),
    ("CatalogEntry", {"price": {"amount": "12", "currency": "cny"}}, {}),
    ("CI", {"type": ""}, {}),
    ("CI", {"attributes": []}, {}),
    ("CI", {"availability": "99.9"}, {}),
    ("CIType", {"attributes": False}, {}),
)
# Refused by the program alone: a JSON Schema of one document can't say it, or not without becoming unreadable.
ONLY_THE_PROGRAM: dict[str, Case] = {
    "availability is promised as a share": sla(metric="availability", targets={"P1": "4h"}),
    "times are promised by priority": sla(metric="response-time", target="4h"),
    "more than all of it": ("CI", {"availability": "120%"}, {}),
    "a day that never was": ("SLA", {"term": {"start": "2026-02-30"}}, {}),
    "an end before the start": ("SLA", {"term": {"start": "2026-02-01", "end": "2026-01-01"}}, {}),
    "a review without end": ("SLA", {"term": {"start": "2026-02-01", "reviewEvery": "0d"}}, {}),
    "units out of order": ("CatalogEntry", {"request": {"delivery": "4m3h"}}, {}),
    "a number that is no quantity": sla(metric="of-ours", target="4x"),
    "a stretch that ends first": ("Calendar", {"hours": {"mon": ["18:00-09:00"]}}, {}),
    "a day named twice": ("Calendar", {"hours": {"mon": ["09:00-10:00"], "mon-tue": ["09:00-10:00"]}}, {}),
    "a zone that isn't one": ("Calendar", {"timezone": "Europe/Nowhere"}, {}),
    "a language that isn't one": ("Team", {}, {"title": {"english!": "a"}}),
}
# Refused by editors alone: whether a reference's kind fits its field is a rule's finding, not one of shape.
ONLY_EDITORS: tuple[Case, ...] = (
    ("Team", {}, {"owner": "service:a"}),
    ("Team", {}, {"owner": "a b"}),
    ("Service", {"dependsOn": ["a"]}, {}),
    ("Service", {"dependsOn": ["team:a"]}, {}),
    service(anyOf=["ci:a"], need=0),
    ("Service", {"partOf": None}, {}),  # a key with nothing after it counts as left out; editors know better
)


def whole(case: Case) -> dict[str, Any]:
    kind, spec, metadata = case
    return smallest(kind, spec, **metadata)


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_both_take(case: Case) -> None:
    assert accepts(whole(case))
    assert editor_accepts(whole(case))


@pytest.mark.parametrize("case", BAD, ids=str)
def test_both_refuse(case: Case) -> None:
    assert not accepts(whole(case))
    assert not editor_accepts(whole(case))


@pytest.mark.parametrize("case", ONLY_THE_PROGRAM)
def test_only_the_program_refuses(case: str) -> None:
    assert not accepts(whole(ONLY_THE_PROGRAM[case]))
    assert editor_accepts(whole(ONLY_THE_PROGRAM[case]))


@pytest.mark.parametrize("case", ONLY_EDITORS, ids=str)
def test_only_editors_refuse(case: Case) -> None:
    assert accepts(whole(case))
    assert not editor_accepts(whole(case))


NO_TEXTS: tuple[Any, ...] = (None, 5, 1.5, True, [], {}, ["a"], {"a": "b"}, "", " ", "\n", "a" * 10_000, "\x00", "🜁")


def fields(model: type[Kind]) -> list[tuple[str, str]]:
    places = {"metadata": model.model_fields["metadata"].annotation, "spec": model.model_fields["spec"].annotation}
    return [(place, str(info.alias)) for place, part in places.items() for info in part.model_fields.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_in_any_field_is_a_traceback(kind: str) -> None:
    model = model_of(kind.lower())
    assert model is not None
    for place, key in fields(model):
        for value in NO_TEXTS:
            document = smallest(kind, {})
            document[place] = {**document[place], key: value}
            accepts(document)
