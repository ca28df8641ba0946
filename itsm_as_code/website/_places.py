"""The line on which each entity begins, found without reading every file a second time where that is possible."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

_KIND = re.compile(rb"^(?:kind|'kind'|\"kind\")[ \t]*:", re.MULTILINE)


def lines_of(entities: Iterable[Entity]) -> dict[Ref, int]:
    """The line of each entity's `kind`."""
    by_file: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_file[entity.file.path].append(entity)
    return {ref: line for several in by_file.values() for ref, line in _lines(several)}


def _lines(entities: list[Entity]) -> list[tuple[Ref, int]]:
    """Counts the lines that begin with `kind:`; where they aren't one for each entity, asks for positions."""
    data = entities[0].file.data
    starts = [found.start() for found in _KIND.finditer(data)]
    if len(starts) != len(entities) or b"\r" in data:
        return [(entity.ref, entity.locate().line) for entity in entities]
    found, line, seen = [], 1, 0
    for start, entity in zip(starts, sorted(entities, key=lambda one: one.index), strict=True):
        line += data.count(b"\n", seen, start)
        seen = start
        found.append((entity.ref, line))
    return found
