"""What every importer keeps to: nothing it is given makes it fail, and what it writes validates."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from itsm_as_code import registry
from itsm_as_code.importers import Imported
from itsm_as_code.model import TextFile
from itsm_as_code.reading import read
from itsm_as_code.schemas import references

IMPORTERS = registry.names("importers")

HOSTILE = (
    "",
    "null",
    "hello",
    "5",
    "[1, 2]",
    "[null]",
    "a: b: c",
    "\t- x",
    "{{ template }}",
    "services: {{ services }}",
    "a: &x [*x]",
    "? [a, b]\n: c",
    "services: [null, 5, [], {}, {name: null}, {name: {a: b}}, {name: 5}, {name: true}]",
    "services: [{name: 1.5, teams: 5, tier: [a], technical: 7, business: [x], label: {a: b}}]",
    "services: [{name: a, technical: {dependencies: {service: b}, documents: [x], project: {a: b}}}]",
    "services: [{name: a, technical: {dependencies: [null, 5, [b], {service: [b]}, {service: null, type: x}]}}]",
    "services: [{name: a, name: b}]",
    "services: [{name: '..'}, {name: '/etc/passwd'}, {name: '../../x'}]",
    "services: [{name: a, 'odd key': 1, '': 2, other: [3], x.y: 4, x: {y: 5}}]",
    "teams: [{name: a, url: [5], slack_channel: {a: b}, members: [x]}]\nservices: 5",
    "apiVersion: backstage.io/v1alpha1",
    "apiVersion: backstage.io/v1alpha1\nkind: Component",
    "apiVersion: backstage.io/v1alpha1\nkind: [Component]\nmetadata: {name: a}",
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [a]\nspec: 5",
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: 5, namespace: [a]}\nspec: [owner]",
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: '..', namespace: '../..'}",
    "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a, labels: [x], links: {url: x}, tags: y}",
    "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: a}\nspec: {profile: [x], memberOf: [[], b]}",
    "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a}\nspec: {domain: ':/', owner: 'a:b:c/d/e'}",
    "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: a}\nspec: {parent: a, members: a}",
)


def members() -> list[ModuleType]:
    return [registry.member("importers", name) for name in IMPORTERS]


def check(importer: ModuleType, *texts: bytes) -> Imported:
    files = [TextFile(f"{number}.yaml", text) for number, text in enumerate(texts)]
    result = importer.documents(files)
    assert isinstance(result, Imported)
    catalog = read(result.files)
    assert catalog.findings == ()
    found = [one for entity in catalog.entities for one in references(entity.model)]
    assert [one for one in found if one.ref.kind not in one.field.kinds] == []
    assert result == importer.documents(files[::-1])
    for file in result.files:
        assert ".." not in file.path.split("/")
        assert not file.path.startswith("/")
    for note in result.notes:
        assert note.location.path in {file.path for file in files}
        assert len(note.message) < 400
    return result


def test_importers_are_found_by_being_there() -> None:
    assert {"backstage", "gitlab"} <= set(IMPORTERS)


@pytest.mark.parametrize("name", IMPORTERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_files_are_told_and_never_fail(name: str, text: str) -> None:
    result = check(registry.member("importers", name), text.encode())
    assert result.notes or result.files or text in ("", "null")


@pytest.mark.parametrize("name", IMPORTERS)
def test_all_hostile_files_at_once(name: str) -> None:
    check(registry.member("importers", name), *(text.encode() for text in HOSTILE), b"\xff\xfe\x00", b"\xe4")


@pytest.mark.parametrize("name", IMPORTERS)
def test_nothing_gives_nothing(name: str) -> None:
    assert registry.member("importers", name).documents([]) == Imported((), ())


@pytest.mark.parametrize("name", IMPORTERS)
def test_deep_and_long_values_stay_within_what_is_read(name: str) -> None:
    deep: Any = "x"
    for _ in range(45):
        deep = {"a": deep}
    common = {"name": "n" * 10_000, "deep": deep, "long": "y" * 100_000, "k" * 300: 1}
    documents = (
        {"services": [common], "teams": [common]},
        {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Component",
            "metadata": common,
            "spec": {**common, "owner": "z" * 900},
        },
    )
    results = [check(registry.member("importers", name), yaml.safe_dump(one).encode()) for one in documents]
    assert any(result.files for result in results)
    assert any("too large" in note.message for result in results for note in result.notes)


words = st.sampled_from(
    ["a", "A", "b c", "component:a", "user:a", "n/a", "x:y/z", "<a>", "{{ a }}", "..", "é", "2020-01-01"]
)
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | words
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | st.text(), inner, max_size=3)
)
fields = st.one_of(words, st.lists(words, max_size=3), values)
names = st.one_of(words, words, st.text(min_size=1), values)


def some(*keys: str, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A mapping with some of these keys and anything behind them; now and then no mapping at all."""
    whole = st.fixed_dictionaries(fixed, optional=dict.fromkeys(keys, fields))
    return st.integers(0, 9).flatmap(lambda chance: values if chance == 9 else whole)


service = some(
    *("friendly_name", "tier", "label", "teams", "url", "slack_channel"),
    name=names,
    technical=some("project", "dependencies", "documents", "logging"),
    business=some("requirement", "customers"),
)
backstage_entity = some(
    apiVersion=st.just("backstage.io/v1alpha1"),
    kind=st.sampled_from(["Component", "Resource", "System", "Domain", "API", "Group", "User", "Location"]),
    metadata=some("namespace", "title", "labels", "links", "tags", "annotations", name=names),
    spec=some(
        *("type", "lifecycle", "owner", "system", "domain", "subcomponentOf", "dependsOn", "dependencyOf"),
        *("consumesApis", "providesApis", "memberOf", "members", "profile", "children"),
    ),
)


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {}, optional={"services": st.lists(service, max_size=4), "teams": st.lists(service, max_size=4)}
    )
)
def test_any_catalogue_of_gitlab_gives_documents_that_validate(value: Any) -> None:
    check(registry.member("importers", "gitlab"), yaml.safe_dump(value, allow_unicode=True).encode())


@settings(max_examples=150, deadline=None)
@given(st.lists(backstage_entity, max_size=5))
def test_any_catalogue_of_backstage_gives_documents_that_validate(value: list[Any]) -> None:
    check(registry.member("importers", "backstage"), yaml.safe_dump_all(value, allow_unicode=True).encode())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.binary(max_size=60) | st.text(max_size=60).map(str.encode) | values.map(lambda v: yaml.safe_dump(v).encode())
    )
)
def test_any_bytes_are_told_and_never_fail(texts: list[bytes]) -> None:
    for importer in members():
        check(importer, *texts)
