"""What is remembered of a file: the facts of its entities as JSON, if all of it passed the gates without a word."""

from __future__ import annotations

import json
from collections.abc import Iterable

from itsm_as_code.model import TextFile
from itsm_as_code.reading._facts import packed, unpacked
from itsm_as_code.reading.catalog import Entity


def record_of(entities: Iterable[Entity]) -> str:
    """The record of a file with these entities and nothing else.

    Raises:
        ValueError: a number in it is longer than JSON's readers take.
    """
    found = list(entities)
    apart = all(one.apart for one in found)
    return json.dumps([apart, [[one.index, *packed(one.facts)] for one in found]], separators=(",", ":"))


def entities_of(file: TextFile, record: str) -> list[Entity]:
    """The entities of a file, told by its record; their models are made from the file when they are asked for.

    Raises:
        ValueError, TypeError, LookupError: this is no record.
    """
    apart, rows = json.loads(record)
    known = [(index, unpacked(row)) for index, *row in rows]
    return [Entity(facts.ref, file, index, apart=apart, known=facts) for index, facts in known]
