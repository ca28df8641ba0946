"""What selectors look at, for the browser: names, types, labels, files and places of each entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import Ref


def selection_index(landscape: Landscape, refs: Sequence[Ref], named: Mapping[str, str]) -> dict[str, Any]:
    """As frontend/src/engine/selectors.ts describes it.

    `refs` are the entities in the order of their numbers, `named` the selectors that itsm.yaml gives a name.
    """
    place = {ref: number for number, ref in enumerate(refs)}
    labels = _numbers(label for ref in landscape.entities for label in _labels(landscape, ref))
    paths = _numbers(entity.file.path for entity in landscape.entities.values())
    return {
        "names": [[*name, place[ref]] for name, ref in sorted(landscape.names.items()) if ref in landscape.entities],
        "entities": [_traits(landscape, ref, place, labels, paths) for ref in refs],
        "labels": [list(label) for label in labels],
        "paths": list(paths),
        "named": dict(sorted(named.items())),
    }


def _traits(
    landscape: Landscape, ref: Ref, place: Mapping[Ref, int], labels: Mapping[Any, int], paths: Mapping[Any, int]
) -> list[Any] | None:
    entity = landscape.entities.get(ref)
    if entity is None:
        return None
    said = getattr(entity.model.spec, "type", None)
    typed, stands = (target_of(landscape, ref, field) for field in ("type", "location"))
    return [
        said if isinstance(said, str) else "",
        [labels[label] for label in _labels(landscape, ref)],
        paths[entity.file.path],
        "" if typed is None else str(typed),
        -1 if stands is None else place[stands],
    ]


def _labels(landscape: Landscape, ref: Ref) -> list[tuple[str, str]]:
    """As people write them: `true`, not `True`."""
    written = landscape.entities[ref].facts.labels
    return [(key, str(value).lower() if isinstance(value, bool) else str(value)) for key, value in written.items()]


def _numbers(values: Iterable[Any]) -> dict[Any, int]:
    return {value: number for number, value in enumerate(sorted(set(values)))}
