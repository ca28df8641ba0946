"""What a process tells of the files it read: the facts of their entities, of each file that passed without a word."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from typing import Any

from itsm_as_code.model import TextFile
from itsm_as_code.reading._facts import packed, unpacked
from itsm_as_code.reading.catalog import Entity

Record = tuple[bool, tuple[tuple[int, tuple[Any, ...]], ...]]
"""Whether its documents can be read apart; of each entity, the number of its document and its facts."""


def record_of(entities: Iterable[Entity]) -> Record:
    """The record of a file with these entities and nothing else."""
    found = tuple(entities)
    return all(one.apart for one in found), tuple((one.index, packed(one.facts)) for one in found)


def entities_of(file: TextFile, record: Record) -> list[Entity]:
    """The entities of a file, told by its record; their models are made from the file when they are asked for."""
    apart, rows = record
    known = [(index, unpacked(row)) for index, row in rows]
    return [Entity(facts.ref, file, index, apart=apart, known=facts) for index, facts in known]


def sent(records: Sequence[Record | None]) -> bytes:
    """Records on their way to the process that began this one, and to nobody else: marshal trusts its sender."""
    return marshal.dumps(records)  # type: ignore[arg-type]  # nested tuples of plain values are what it takes


def received(data: bytes) -> Sequence[Record | None]:
    """The same records."""
    found: Sequence[Record | None] = marshal.loads(data)  # noqa: S302 - a process of our own wrote it just now
    return found
