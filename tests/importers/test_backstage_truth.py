"""Six public repositories with Backstage catalogues: counted independently in truth.json, compared here.

Where the two differ it is because the mapping differs, and each difference is written down: an API
is an entity that stands between consumer and provider, `providesApis` of an API that nobody describes
has no place to be written, and the skeletons of templates are no entities.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from itsm_as_code.importers import Imported, backstage
from itsm_as_code.model import Ref, Severity, TextFile
from itsm_as_code.reading import Catalog, Entity, read
from itsm_as_code.schemas import dependencies, references

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "backstage"
pytestmark = pytest.mark.skipif(
    not (DATA / "truth.json").is_file(), reason="needs the folder shared beside the checkout"
)

REPOSITORIES = (
    "1-Platform+one-platform",
    "cds-snc+notification-api",
    "elastic+logstash",
    "hguerrero+kafka-selfservice-backstage",
    "tetratelabs+eg-backstage-demo",
    "thatmlopsguy+dokaseca-portal-catalog",
)
SERVICE_KINDS = ("component", "system", "domain", "api")
OURS = {"resource": "ci", "group": "team", "user": "person", **dict.fromkeys(SERVICE_KINDS, "service")}


@cache
def imported(repository: str) -> Imported:
    root = DATA / repository
    places = sorted(place for place in root.rglob("*") if place.is_file())
    return backstage.documents([TextFile(place.relative_to(root).as_posix(), place.read_bytes()) for place in places])


@cache
def catalog(repository: str) -> Catalog:
    return read(imported(repository).files)


def own(repository: str) -> list[Entity]:
    return [one for one in catalog(repository).entities if not one.shipped]


def truth(repository: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))[repository]
    return found


def full(ref: Ref, source: Entity) -> Ref:
    return ref if ref.namespace else ref._replace(namespace=source.ref.namespace)


def written(repository: str) -> Counter[str]:
    """How many references of each field of ours were written."""
    return Counter(str(one.path[1]) for entity in own(repository) for one in references(entity.model))


def of_kind(refs: Iterable[str], repository: str) -> set[str]:
    """Backstage's references as ours; a component may have become a CI."""
    known = {one.ref for one in own(repository)}
    found = set()
    for text in refs:
        kind, _, rest = text.partition(":")
        namespace, _, name = rest.partition("/")
        ref = Ref(OURS[kind], namespace, name)
        found.add(
            str(
                ref._replace(kind="ci")
                if kind == "component" and ref not in known and ref._replace(kind="ci") in known
                else ref
            )
        )
    return found


def upward(repository: str) -> dict[Ref, set[Ref]]:
    """Who depends on what, by what is needed."""
    found: dict[Ref, set[Ref]] = {}
    for entity in own(repository):
        for one in dependencies(entity.model):
            for member in one.dependency.members:
                found.setdefault(full(member, entity), set()).add(entity.ref)
    return found


def reached(start: Ref, by: dict[Ref, set[Ref]]) -> set[Ref]:
    seen: set[Ref] = set()
    waiting = [start]
    while waiting:
        new = by.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen - {start}


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_what_is_written_validates(repository: str) -> None:
    assert catalog(repository).findings == ()
    assert catalog(repository).refused == ()


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_every_entity_is_imported_and_nothing_else(repository: str) -> None:
    kinds = truth(repository)["kinds"]
    labels = [str(one.model.metadata.labels["backstage/kind"]) for one in own(repository)]
    assert Counter(labels) == Counter({kind: number for kind, number in kinds.items() if kind != "Location"})
    skipped = [note.message for note in imported(repository).notes]
    assert sum(message.startswith("Location ") for message in skipped) == kinds.get("Location", 0)
    assert (
        sum("skeleton of a template" in message for message in skipped)
        == truth(repository)["template_entities_skipped"]
    )


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_files_that_can_not_be_read_are_told(repository: str) -> None:
    errors = {note.location.path for note in imported(repository).notes if note.severity is Severity.ERROR}
    assert errors == {path for path, _ in truth(repository)["unparseable_files"]}


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_every_owner_and_every_part_is_written(repository: str) -> None:
    fields, ours = truth(repository)["edges_by_field"], written(repository)
    locations = 1 if repository == "1-Platform+one-platform" else 0  # its root Location has an owner and is left out
    assert ours["owner"] == fields.get("owner", 0) - locations
    assert ours["partOf"] == fields.get("system", 0) + fields.get("domain", 0)
    assert ours["members"] == fields.get("memberOf", 0)


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_every_dependency_is_written_once(repository: str) -> None:
    fields, gone = truth(repository)["edges_by_field"], truth(repository)["dangling_by_field"]
    expected = sum(fields.get(name, 0) for name in ("dependsOn", "dependencyOf", "providesApis", "consumesApis"))
    twice = {"1-Platform+one-platform": 4}.get(
        repository, 0
    )  # said on both sides: gateway dependsOn x, x dependencyOf gateway
    assert written(repository)["dependsOn"] == expected - twice - gone.get("providesApis", 0)


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_dangling_references_stay_dangling(repository: str) -> None:
    known = {one.ref for one in catalog(repository).entities}
    fields = {"owner": "owner", "system": "partOf", "domain": "partOf", "dependsOn": "dependsOn"}
    locations = {"owner": 1} if repository == "1-Platform+one-platform" else {}
    expected: Counter[str] = Counter()
    for name, number in truth(repository)["dangling_by_field"].items():
        if name in fields:
            expected[fields[name]] += number - locations.get(name, 0)
    found = Counter(
        str(one.path[1])
        for entity in own(repository)
        for one in references(entity.model)
        if one.ref.kind != "citype" and full(one.ref, entity) not in known
    )
    assert found == expected


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_an_api_that_is_provided_and_not_described_is_told(repository: str) -> None:
    told = [note for note in imported(repository).notes if note.message.startswith("spec.providesApis: api:")]
    assert {note.severity for note in told} <= {Severity.WARNING}
    assert len(told) == truth(repository)["dangling_by_field"].get("providesApis", 0)


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_dependents_are_those_of_backstage(repository: str) -> None:
    by = upward(repository)
    for text, dependents in truth(repository)["transitive_dependents"].items():
        (start,) = of_kind([text], repository)
        kind, _, rest = start.partition(":")
        namespace, _, name = rest.rpartition("/")
        found = {str(ref) for ref in reached(Ref(kind, namespace or "default", name), by)}
        assert found == of_kind(dependents, repository), text


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_cycles_and_self_dependencies_are_kept(repository: str) -> None:
    by = upward(repository)
    cycles = {
        frozenset(str(other) for other in reached(ref, by) if ref in reached(other, by)) | {str(ref)} for ref in by
    }
    expected = {frozenset(of_kind(cycle, repository)) for cycle in truth(repository)["dependsOn_cycles"]}
    assert {cycle for cycle in cycles if len(cycle) > 1} == expected
    itself = {str(ref) for ref, dependents in by.items() if ref in dependents}
    assert itself == of_kind(truth(repository)["dependsOn_self"], repository)


def test_relations_that_backstage_overlooks_are_told() -> None:
    messages = [note.message for note in imported("1-Platform+one-platform").notes]
    assert "dependsOn stands beside spec, where Backstage takes no notice of it: kept as an annotation" in messages
    assert "spec.consumesApi is no field of Backstage: kept as an annotation" in messages


def test_a_system_and_an_api_of_one_name_are_kept_apart() -> None:
    names = [one.ref.name for one in own("hguerrero+kafka-selfservice-backstage") if one.ref.kind == "service"]
    assert [name for name in names if name.startswith("retail")] == [
        "retail-banking-ny-streams",
        "retail-banking-ny-streams-api",
    ]
