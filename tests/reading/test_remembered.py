"""What is remembered of files says the same as the files; what was forged or spoilt says nothing."""

import random
from dataclasses import replace

import msgspec
import pytest

from itsm_as_code.model import TextFile
from itsm_as_code.reading import clean, read
from itsm_as_code.reading.remembered import as_bytes, from_bytes, known_of
from tests.edits import examples, text_file
from tests.reading.test_records import many, told


def digest(file: TextFile) -> bytes:
    return file.data[:40].ljust(40) + len(file.data).to_bytes(4, "big") + str(hash(file.data)).encode()


def files() -> list[TextFile]:
    pages = [text_file(f"{name}.yaml", some[0]) for name, some in examples().items()]
    return [*many(), *pages]


def remembered(some: list[TextFile]) -> bytes:
    known = clean(read(some))
    data = as_bytes(known, {file: digest(file) for file in known})
    assert data is not None
    return data


def test_what_is_remembered_says_the_same() -> None:
    records = from_bytes(remembered(files()))
    elsewhere = [replace(file, path=f"elsewhere/{file.path}") for file in files()]
    known = known_of(records, [(file, digest(file)) for file in elsewhere])
    assert len(known) > 100
    assert told(read(elsewhere, known=known)) == told(read(elsewhere))
    assert [one.facts for one in read(elsewhere, known=known).entities] == [
        one.facts for one in read(elsewhere).entities
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xc1", b"x" * 99, msgspec.msgpack.encode([(b"x", (True, ((0, 1),)))])]
)
def test_nonsense_says_nothing(data: bytes) -> None:
    assert from_bytes(data) == {}


def test_spoilt_it_is_none_or_the_files_are_read() -> None:
    """A forged one may lie, as ADR 0023 argues; it never makes anything fall over."""
    choose = random.Random(1)  # noqa: S311 - where to spoil it, no secret
    data = remembered(files())
    for _ in range(300):
        spoilt = bytearray(data)
        spoilt[choose.randrange(len(data))] = choose.randrange(256)
        known_of(from_bytes(bytes(spoilt)), [(file, digest(file)) for file in files()[:20]])
