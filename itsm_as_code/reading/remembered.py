"""The facts of files that passed without a word, as bytes: for another run over the same contents.

Typed to the last text on the way back: what is no such thing is none, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import GenericAlias
from typing import Any, get_type_hints

import msgspec

from itsm_as_code.model import FieldPath, TextFile
from itsm_as_code.reading._facts import Facts, Need
from itsm_as_code.reading._gates import Known
from itsm_as_code.reading._records import Record, entities_of, record_of
from itsm_as_code.reading.catalog import Entity

Records = Mapping[bytes, Record]
"""What is known of files, by a digest of what is in them."""

_Name = tuple[str, str, str]


def as_bytes(known: Known, digests: Mapping[TextFile, bytes]) -> bytes | None:
    """What is known of files, each by the digest of its content; None where a text in it can't be written."""
    records = [(digests[file], record_of(entities)) for file, entities in known.items()]
    try:
        return msgspec.msgpack.encode(records)
    except UnicodeEncodeError:
        return None


def from_bytes(data: bytes) -> Records:
    """The same again; nothing for what is none."""
    try:
        return dict(_decoder().decode(data))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}


def known_of(records: Records, files: Iterable[tuple[TextFile, bytes]]) -> Known:
    """What is known of these files, each with the digest of its content."""
    found = ((file, _entities(file, records[digest])) for file, digest in files if digest in records)
    return {file: entities for file, entities in found if entities is not None}


def _entities(file: TextFile, record: Record) -> list[Entity] | None:
    try:
        return entities_of(file, record)
    except IndexError:  # of a mark that no field has
        return None


@cache
def _decoder() -> msgspec.msgpack.Decoder[Any]:
    facts, need = get_type_hints(Facts), get_type_hints(Need)
    references, needs = (
        GenericAlias(tuple, (parts, ...))
        for parts in (
            tuple[FieldPath, _Name, int],
            GenericAlias(tuple, (FieldPath, tuple[_Name, ...], *(need[name] for name in Need._fields[2:]))),
        )
    )
    names = (_Name, facts["aliases"], facts["says"])  # as `packed` has them
    row = GenericAlias(tuple, (*names, references, needs, *(facts[name] for name in Facts._fields[5:])))
    record = GenericAlias(tuple, (bool, GenericAlias(tuple, (GenericAlias(tuple, (int, row)), ...))))
    return msgspec.msgpack.Decoder(GenericAlias(list, (GenericAlias(tuple, (bytes, record)),)))
