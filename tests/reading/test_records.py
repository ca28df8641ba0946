"""Facts, records and shares: what is remembered of a file says the same as the file, whoever read it."""

from collections.abc import Iterable

import pytest

from itsm_as_code.graph import Landscape, connect
from itsm_as_code.model import TextFile
from itsm_as_code.reading import Catalog, _gates, _shares, clean, read
from itsm_as_code.reading._records import entities_of, received, record_of, sent
from itsm_as_code.reading.catalog import locate_field
from tests.reading._reading import file, service, team

CI = """\
apiVersion: itsm/v1
kind: CI
metadata: {name: vm-1, owner: unix, aliases: [web], labels: {tier: gold}}
spec:
  type: server
  availability: 99.9%
  rto: 4h
  attributes: {cpu: 4, os: "Debian 12"}
  dependsOn:
    - ci:host-1
    - {name: pool, anyOf: [ci:a, CI:x/B], need: 50%, tolerates: 1h, mode: soft, data: true}
    - {allOf: [ci:a, ci:b], as: stores-on}
    - {anyOf: [ci:a, ci:b], need: 2}
"""
SLA = """\
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold}
spec:
  service: a
  customer: staff
  status: agreed
  objectives: [{metric: availability, target: 99.5%}]
"""
TEXTS = {
    "one": service("  owner: unix\n"),
    "null": service("  owner:\n"),
    "several": f"# head\n---\n{CI}---\n---\n{SLA}---\n{team('unix')}",
    "without a first separator": f"{CI}---\n# nothing\n---\n{SLA}",
    "windows": CI.replace("\n", "\r\n") + "---\r\n" + SLA.replace("\n", "\r\n"),
    "marked": "\ufeff" + CI + "---\n" + SLA,
    "shared": SLA.replace("{name: gold}", "&m {name: gold, labels: {a: b}}") + "---\n" + CI,
    "nothing": "# nothing\n",
}


def facts(catalog: Catalog) -> list[object]:
    return [one.facts for one in catalog.entities if not one.shipped]


@pytest.mark.parametrize("name", TEXTS)
def test_a_record_says_what_the_file_says(name: str) -> None:
    one = file(TEXTS[name])
    entities = [entity for entity in read([one]).entities if not entity.shipped]
    again = entities_of(one, received(sent([record_of(entities)]))[0] or (False, ()))
    assert [entity.facts for entity in again] == [entity.facts for entity in entities]
    assert [entity.ref for entity in again] == [entity.ref for entity in entities]
    assert [entity.model for entity in again] == [entity.model for entity in entities]
    assert [entity.written() for entity in again] == [entity.written() for entity in entities]
    assert record_of(again) == record_of(entities)


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_read_apart_stands_where_it_stands(name: str) -> None:
    one = file(TEXTS[name])
    paths = [(), ("metadata", "name"), ("spec", "dependsOn", 1, "anyOf", 1), ("spec", "objectives", 0), ("spec", "no")]
    for entity in read([one]).entities:
        for path in () if entity.shipped else paths:
            for key in (False, True):
                whole = locate_field(entity.file, entity.index, path, key)
                assert entity.locate(path, key) == whole
                assert whole.line > 0


def many() -> list[TextFile]:
    """Clean files, broken ones, and files that aren't plain, enough for several shares."""
    odd = ["kind: [", "a: 1\n", service("  nme: b\n"), TEXTS["shared"], "\xff", CI.replace("99.9%", "lots")]
    texts = [service().replace("name: a", f"name: s-{number}") for number in range(60)] + [*odd, *TEXTS.values()]
    return [TextFile(f"{number:03}.yaml", text.encode("latin-1", "replace")) for number, text in enumerate(texts)]


def told(catalog: Catalog) -> tuple[object, ...]:
    landscape: Landscape = connect(catalog)
    models: Iterable[object] = [one.model for one in catalog.entities]
    return (catalog.findings, models, landscape.links, landscape.dependencies, [one.ref for one in catalog.refused])


def test_several_processes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_shares, "WORTH_IT", 0)
    files = many()
    records = [_gates._record(one) for one in files]  # as they come from other processes, which not every runner allows
    monkeypatch.setattr(_shares, "spread", lambda work, pieces, _: [work(piece) for piece in pieces])
    assert _shares.records(files, _gates._record, 3) == records
    assert told(read(files, processes=3)) == told(read(files, processes=1))


def test_small_repositories_are_read_by_one_process() -> None:
    assert _shares.records(many(), _gates._record, 8) is None


def test_what_is_known_of_files_changes_nothing_and_is_not_read_again() -> None:
    files = many()
    first = read(files[::2])
    known = clean(first)
    assert known
    again = read(files, known=known)
    assert told(again) == told(read(files))
    old = {id(one) for one in first.entities if one.file in known}
    assert {id(one) for one in again.entities if one.file in known} == old
    assert not {file.path for file in known} & {finding.location.path for finding in first.findings}
