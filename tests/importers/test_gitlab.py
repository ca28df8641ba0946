"""GitLab's own catalogue, as it stood: what is in it must be in the import, its mistakes included."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from itsm_as_code.importers import Imported, gitlab
from itsm_as_code.model import Severity, TextFile
from itsm_as_code.reading import Catalog, read
from itsm_as_code.schemas import dependencies, references

DATA = Path(__file__).parents[1] / "data" / "gitlab"


def imported(**texts: str) -> Imported:
    return gitlab.documents([TextFile(f"{name}.yml", text.encode()) for name, text in texts.items()])


def own(catalog: Catalog, kind: str) -> dict[str, Any]:
    return {one.ref.name: one.model for one in catalog.entities if one.ref.kind == kind and not one.shipped}


def messages(result: Imported, severity: Severity) -> list[str]:
    return [note.message for note in result.notes if note.severity is severity]


@pytest.fixture(scope="module")
def real() -> Imported:
    return gitlab.documents([TextFile(place.name, place.read_bytes()) for place in sorted(DATA.iterdir())])


@pytest.fixture(scope="module")
def catalog(real: Imported) -> Catalog:
    return read(real.files)


def test_everything_that_is_written_validates(catalog: Catalog) -> None:
    assert catalog.findings == ()
    assert catalog.refused == ()


def test_all_services_and_teams_are_there(catalog: Catalog) -> None:
    assert len(own(catalog, "service")) == 55
    assert len(own(catalog, "team")) == 63


def test_every_dependency_is_kept_or_told(real: Imported, catalog: Catalog) -> None:
    needs = [str(one.dependency.ref) for model in own(catalog, "service").values() for one in dependencies(model)]
    empty = [note for note in real.notes if "names no service" in note.message]
    assert (len(needs), len(empty)) == (38, 13)
    assert {(note.severity, note.location.path) for note in empty} == {(Severity.WARNING, "service-catalog.yml")}
    assert len({note.location.line for note in empty}) == 13


def test_the_places_of_the_empty_dependencies_are_exact(real: Imported) -> None:
    lines = (DATA / "service-catalog.yml").read_text(encoding="utf-8").splitlines()
    for note in real.notes:
        if "names no service" in note.message:
            assert lines[note.location.line - 1].strip() == "- service:"
            assert note.location.column == lines[note.location.line - 1].index("service:") + 1


def test_dangling_names_stay_dangling(catalog: Catalog) -> None:
    services = own(catalog, "service")
    needs = [ref for model in services.values() for one in dependencies(model) for ref in one.dependency.members]
    dangling = Counter(ref.name for ref in needs if ref.name not in services)
    assert dangling == {"postgres": 8, "prometheus": 1, "elasticsearch": 1}


def test_unknown_teams_stay_unknown(catalog: Catalog) -> None:
    teams = own(catalog, "team")
    found = [one.ref for model in own(catalog, "service").values() for one in references(model)]
    assert {ref.name for ref in found if ref.kind == "team" and ref.name not in teams} == {"verify", "trust_and_safety"}


def needed(model: Any) -> set[str]:
    return {ref.name for one in dependencies(model) for ref in one.dependency.members}


def test_a_service_that_needs_itself_still_does(catalog: Catalog) -> None:
    services = own(catalog, "service")
    itself = [name for name, model in services.items() if name in needed(model)]
    assert itself == ["gitaly"]


def test_the_owner_is_the_first_team_and_told_as_an_assumption(real: Imported, catalog: Catalog) -> None:
    written = yaml.safe_load((DATA / "service-catalog.yml").read_text(encoding="utf-8"))["services"]
    teams = {service["name"]: service.get("teams") or [] for service in written}
    for name, model in own(catalog, "service").items():
        named = [ref.name for ref in (model.metadata.owner, *model.spec.support_teams) if ref is not None]
        assert named == teams[name]
    owned = sum(bool(some) for some in teams.values())
    assert f"the first team of a service is taken for its owner ({owned} times, here first)" in messages(
        real, Severity.INFO
    )


def test_nothing_is_lost_on_the_way(real: Imported) -> None:
    """Every value of the two files stands somewhere in what is written, on the entry it belonged to."""
    documents = [one for file in real.files for one in yaml.safe_load_all(file.data)]
    texts = {(one["kind"], one["metadata"]["name"]): "\n".join(leaves(one)) for one in documents}
    for file, key, kind in (("service-catalog.yml", "services", "Service"), ("teams.yml", "teams", "Team")):
        for entry in yaml.safe_load((DATA / file).read_text(encoding="utf-8"))[key]:
            text = texts[kind, entry["name"]]
            assert [leaf for leaf in leaves(entry) if leaf.strip() not in text] == []


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        return [leaf for item in (value.values() if isinstance(value, dict) else value) for leaf in leaves(item)]
    return [] if value is None else [str(value)]


def test_same_input_same_bytes(real: Imported) -> None:
    files = [TextFile(place.name, place.read_bytes()) for place in sorted(DATA.iterdir(), reverse=True)]
    assert gitlab.documents(files) == real


def test_one_service_as_it_is_written() -> None:
    result = imported(
        catalog="""
services:
- name: api
  friendly_name: The API
  tier: sv
  label: Service:API
  teams: [create, geo]
  business: {requirement: Bots need it., business_value: Money.}
  technical:
    project: ["https://example.com/api", not-an-address]
    dependencies: [{service: redis}]
    logging: [{name: Rails, permalink: "https://log.example.com"}]
"""
    )
    assert [file.path for file in result.files] == ["services/api.yaml"]
    assert yaml.safe_load(result.files[0].data) == {
        "apiVersion": "itsm/v1",
        "kind": "Service",
        "metadata": {
            "name": "api",
            "title": "The API",
            "description": "Bots need it.\n\nMoney.",
            "owner": "create",
            "labels": {"tier": "sv", "gitlab-label": "Service:API"},
            "links": [{"title": "Project", "url": "https://example.com/api"}],
            "annotations": {
                "x-gitlab-technical.project": ["not-an-address"],
                "x-gitlab-technical.logging": [{"name": "Rails", "permalink": "https://log.example.com"}],
            },
        },
        "spec": {"type": "technical", "lifecycle": "live", "dependsOn": ["service:redis"], "supportTeams": ["geo"]},
    }


def test_one_team_as_it_is_written() -> None:
    result = imported(
        teams="teams: [{name: sre, url: 'https://example.com/sre', slack_channel: ops, oncall_schedule: 'https://on.call'}]"
    )
    assert yaml.safe_load(result.files[0].data) == {
        "apiVersion": "itsm/v1",
        "kind": "Team",
        "metadata": {"name": "sre", "links": [{"title": "Team page", "url": "https://example.com/sre"}]},
        "spec": {"chat": "ops", "onCall": "https://on.call"},
    }


def test_a_changed_name_is_told_and_changed_in_references_too() -> None:
    needs = "{dependencies: [{service: Web UI}, {service: web-ui}]}"
    result = imported(catalog=f"services: [{{name: Web UI}}, {{name: api, technical: {needs}}}]")
    api = own(read(result.files), "service")["api"]
    assert [str(one.dependency.ref) for one in dependencies(api)] == ["service:web-ui", "service:web-ui-2"]
    assert messages(result, Severity.WARNING) == [
        "Web UI is called web-ui here, in references too",
        "web-ui is called web-ui-2 here, in references too",
    ]


def test_two_entries_of_one_name_stay_two_documents_of_one_file() -> None:
    result = imported(catalog="services: [{name: api, tier: a}, {name: api, tier: b}]")
    assert [document["metadata"]["labels"] for document in yaml.safe_load_all(result.files[0].data)] == [
        {"tier": "a"},
        {"tier": "b"},
    ]


@pytest.mark.parametrize(
    ("text", "severity", "message"),
    [
        ("hello", Severity.INFO, "this is neither a service catalogue nor a list of teams: left out"),
        ("[a, b]", Severity.INFO, "this is neither a service catalogue nor a list of teams: left out"),
        ("a: 1", Severity.INFO, "this is neither a service catalogue nor a list of teams: left out"),
        ("{services: [], owner: me}", Severity.INFO, "owner has no place here: left out"),
        ("services:", Severity.ERROR, "services is not a list: nothing of it was read"),
        ("services: {api: {}}", Severity.ERROR, "services is not a list: nothing of it was read"),
        ("services: [api]", Severity.ERROR, "services[0] has no name: left out"),
        ("services: [{name: [a]}]", Severity.ERROR, "services[0] has no name: left out"),
        ("services: [{name: 图书馆}]", Severity.ERROR, "no name can be made of '图书馆': left out"),
        ("teams: [{name: '{{ team }}'}]", Severity.WARNING, "{{ team }} is called team here, in references too"),
        (
            "services: [{name: a, technical: {dependencies: [b]}}]",
            Severity.WARNING,
            "a: technical.dependencies[0] is no dependency that can be read: kept as an annotation",
        ),
    ],
)
def test_what_is_no_catalogue_is_told(text: str, severity: Severity, message: str) -> None:
    result = imported(file=text)
    assert message in messages(result, severity)
    assert {note.rule for note in result.notes} == {"import-gitlab"}
    assert read(result.files).findings == ()


def test_a_broken_file_is_told_and_hides_no_other() -> None:
    result = imported(broken="services: [{name: {{ x }", teams="teams: [{name: sre}]")
    assert [file.path for file in result.files] == ["teams.yaml"]
    assert any(note.severity is Severity.ERROR and note.location.path == "broken.yml" for note in result.notes)


def test_a_long_name_is_cut_and_told_in_short() -> None:
    result = imported(catalog=f"services: [{{name: {'x' * 10_000}}}]")
    assert [len(file.path) for file in result.files] == [len("services/") + 128 + len(".yaml")]
    assert all(len(note.message) < 200 for note in result.notes)


def test_files_that_are_not_yaml_are_told() -> None:
    result = gitlab.documents([TextFile("LICENSE", b"MIT"), TextFile("x.yml", b"", problem="no permission")])
    assert [(note.location.path, note.message) for note in result.notes] == [
        ("LICENSE", "this is not a YAML file: left out"),
        ("x.yml", "no permission"),
    ]
