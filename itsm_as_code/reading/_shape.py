"""Gate two: is this an entity at all? apiVersion, a kind that exists, metadata with a name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from itsm_as_code.model import Finding, TextFile
from itsm_as_code.reading._findings import refusal
from itsm_as_code.reading._nearest import nearest, surely
from itsm_as_code.reading._scalar_edits import scalar_edits
from itsm_as_code.reading.catalog import locate_field
from itsm_as_code.schemas import API_VERSION, kind_words, model_of


def kind_of(value: Any) -> str | None:
    """The kind of a document in lower case, where it is written exactly as that kind is."""
    kind = value.get("kind") if isinstance(value, dict) else None
    return _word(kind) if isinstance(kind, str) else None


@lru_cache(maxsize=1_000)
def _word(kind: str) -> str | None:
    model = model_of(kind.lower()) if kind.lower() in kind_words() else None
    return kind.lower() if model is not None and model.__name__ == kind else None


def shape_finding(value: Any, file: TextFile, index: int) -> Finding | None:
    """What keeps a document from being an entity, or None; the first reason only, the rest would follow from it."""
    if not isinstance(value, dict):
        return _not_a_mapping(value, file, index)
    if "apiVersion" not in value and "kind" not in value:
        hint = "an entity begins with apiVersion: itsm/v1 and kind: …; list other files under ignore in itsm.yaml"
        return refusal("not-an-entity", "this is YAML, but no entity", locate_field(file, index, ()), hint)
    if value.get("apiVersion") != API_VERSION:
        return _wrong_version(value, file, index)
    if kind_of(value) is None:
        return _unknown_kind(value, file, index)
    return None


def _not_a_mapping(value: Any, file: TextFile, index: int) -> Finding:
    entities = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    hint = "write each entity as a document of its own, with --- between them" if entities else ""
    what = "a list" if isinstance(value, list) else "a single value"
    return refusal("not-an-entity", f"this document is {what}, not an entity", locate_field(file, index, ()), hint)


def _wrong_version(value: Any, file: TextFile, index: int) -> Finding:
    if "apiVersion" not in value:
        place = locate_field(file, index, ("kind",), key=True)
        return refusal("missing-field", "every entity needs apiVersion", place, f"add apiVersion: {API_VERSION}")
    place = locate_field(file, index, ("apiVersion",))
    return refusal("api-version", f"this program reads {API_VERSION}", place, f"write apiVersion: {API_VERSION}")


def _unknown_kind(value: Any, file: TextFile, index: int) -> Finding:
    if "kind" not in value:
        place = locate_field(file, index, ("apiVersion",), key=True)
        return refusal("missing-field", "every entity needs kind", place, "add kind: Service, or another kind")
    names = {word: model.__name__ for word in kind_words() if (model := model_of(word)) is not None}
    written = str(value["kind"])
    near = [written.lower()] if written.lower() in names else list(nearest(written.lower(), names))
    known = f"it knows {', '.join(sorted(names.values()))}"
    hint = f"did you mean {' or '.join(names[word] for word in near)}?" if near else known
    sure = surely(written, names.values())
    edits = scalar_edits(file, index, ("kind",), sure) if sure else ()
    place = locate_field(file, index, ("kind",))
    return refusal("unknown-kind", f"there is no kind {written}", place, hint, edits=edits)
