"""The three gates in order: YAML, shape, type; what passes becomes a Catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files as package_files
from typing import Any

from pydantic import ValidationError

from itsm_as_code.model import DEFAULT_NAMESPACE, Finding, Ref, TextFile
from itsm_as_code.reading import _shares
from itsm_as_code.reading._attributes import attribute_findings
from itsm_as_code.reading._findings import finding_of, type_finding
from itsm_as_code.reading._records import Record, entities_of, record_of
from itsm_as_code.reading._shape import kind_of, shape_finding
from itsm_as_code.reading._typed import typed
from itsm_as_code.reading._yaml import plain, positioned
from itsm_as_code.reading.catalog import Catalog, Entity, Refused
from itsm_as_code.schemas import model_of

_Result = Entity | Refused | Finding
Known = Mapping[TextFile, Sequence[Entity]]
"""The entities of files that were read before, and passed without a word."""


def read(files: Iterable[TextFile], processes: int = 1, known: Known | None = None) -> Catalog:
    """All entities of all files, and every finding of the gates. The order of the files doesn't matter.

    Wrong data never raises: it is refused, told, and known by its name from then on. With several
    `processes` the answer is the same, sooner where there is much to read; so it is with what is `known` of
    files that were read before.
    """
    seen = sorted(files, key=lambda file: file.path)
    results = [result for found in _results(seen, processes, known or {}) for result in found]
    entities = [result for result in results if isinstance(result, Entity)]
    entities = sorted([*entities, *_shipped()], key=_place)
    refused = [result for result in results if isinstance(result, Refused)]
    findings = [result for result in results if isinstance(result, Finding)]
    findings += attribute_findings(entities)
    return Catalog(
        tuple(entities),
        tuple(sorted(refused, key=_place)),
        tuple(sorted(set(findings), key=lambda finding: finding.key)),
        tuple(seen),
    )


def clean(catalog: Catalog) -> Known:
    """The entities of each file that passed without a word, for another reading of the same file."""
    told = {finding.location.path for finding in catalog.findings} | {one.file.path for one in catalog.refused}
    found: dict[TextFile, list[Entity]] = {file: [] for file in catalog.files if file.path not in told}
    for entity in catalog.entities:
        if entity.file in found:
            found[entity.file].append(entity)
    return found


def _results(files: Sequence[TextFile], processes: int, known: Known) -> Iterator[Iterable[_Result]]:
    """What each file holds; a file that isn't clean is read here, where its findings are told."""
    unknown = [file for file in files if file not in known] if known else files
    records = _shares.records(unknown, _record, processes) or [None] * len(unknown)
    yield from (known[file] for file in files if file in known)
    for file, record in zip(unknown, records, strict=True):
        yield _read_file(file) if record is None else entities_of(file, record)


def _record(file: TextFile) -> Record | None:
    """The record of a clean file."""
    results = list(_read_file(file))
    entities = [one for one in results if isinstance(one, Entity)]
    return record_of(entities) if len(entities) == len(results) else None


def _place(item: Entity | Refused) -> tuple[Ref, str, int]:
    return item.ref, item.file.path, item.index


@cache
def _shipped() -> tuple[Entity, ...]:
    """The CI types and calendars that come with the program."""
    folder = package_files("itsm_as_code.schemas").joinpath("shipped")
    places = sorted(folder.iterdir(), key=lambda place: place.name)
    texts = (TextFile(f"itsm:{place.name}", place.read_bytes()) for place in places if place.name.endswith(".yaml"))
    found = [result for text in texts for result in _read_file(text)]
    return tuple(replace(one, shipped=True) for one in found if isinstance(one, Entity))


def _read_file(file: TextFile) -> Iterator[_Result]:
    """A plain file without a finding is read once; any doubt or finding, and it is read with positions."""
    documents = plain(file)
    if documents is not None:
        quick = _read_plain(file, documents)
        if quick is not None:
            yield from quick
            return
    yield from _read_positioned(file)


def _read_plain(file: TextFile, documents: list[Any]) -> list[Entity] | None:
    entities = []
    for index, value in enumerate(documents):
        if value is None:
            continue
        word = kind_of(value)
        model = model_of(word) if word else None
        if model is None:
            return None
        try:
            made = model.model_validate(value)
            entities.append(Entity(made.ref, file, index, apart=True, made=made))
        except ValidationError:
            return None
    return entities


def _read_positioned(file: TextFile) -> Iterator[_Result]:
    parsed = positioned(file)
    yield from (finding_of(fault, file, parsed.lines) for fault in parsed.faults)
    broken = {fault.document for fault in parsed.faults}
    for document in parsed.documents:
        if document.index in broken:
            yield from _known_by_name(document.value, file, document.index)
        elif document.value is not None:
            yield from _through_gates(document.value, file, document.index)


def _through_gates(value: Any, file: TextFile, index: int) -> Iterator[_Result]:
    problem = shape_finding(value, file, index)
    if problem is not None:
        yield problem
        yield from _known_by_name(value, file, index)
        return
    model = model_of(str(kind_of(value)))
    assert model is not None
    try:
        made = typed(model, value)
        yield Entity(made.ref, file, index, made=made)
    except ValidationError as error:
        ref = _name(value)
        for detail in error.errors(include_url=False):
            yield type_finding(detail, model, ref, file, index)
        yield from _known_by_name(value, file, index)


def _known_by_name(value: Any, file: TextFile, index: int) -> Iterator[Refused]:
    ref = _name(value)
    if ref is not None:
        formerly = value["metadata"].get("formerly")
        names = (name for name in formerly if isinstance(name, str)) if isinstance(formerly, list) else ()
        yield Refused(ref, file, index, tuple(names))


def _name(value: Any) -> Ref | None:
    """The name of an entity that didn't pass, as far as it can be told."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    word = kind_of(value) if isinstance(value, dict) else None
    if not isinstance(metadata, dict) or word is None:
        return None
    name, namespace = metadata.get("name"), metadata.get("namespace", DEFAULT_NAMESPACE)
    if not isinstance(name, str | int) or not isinstance(namespace, str):
        return None
    return Ref(word, namespace.lower(), str(name).lower())
