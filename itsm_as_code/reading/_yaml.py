"""Gate one: bytes become YAML documents, fast where the file is plain, with positions where they matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from itsm_as_code.model import TextFile
from itsm_as_code.reading import _fast, _strict
from itsm_as_code.reading._marks import Fault, Parsed, Span, lines_of

_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_LFS = b"version https://git-lfs.github.com/spec/"


_SEPARATOR = re.compile(rb"^---(?=\s|\Z)", re.MULTILINE)
_SAYS_SOMETHING = re.compile(rb"^[ \t]*[^\s#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Positioned:
    """A file as the reference reader sees it."""

    documents: tuple[Parsed, ...]
    faults: tuple[Fault, ...]
    lines: list[str]


def plain(file: TextFile) -> list[Any] | None:
    """The documents of a plain, unsuspicious file without positions; None sends it to `positioned`."""
    if file.problem or file.data.startswith((_LFS, *_OTHER_ENCODINGS)):
        return None
    return _fast.read(file.data.removeprefix(_BOM))


@lru_cache(maxsize=256)
def positioned(file: TextFile) -> Positioned:
    """The same file with the position of every key and value, and all that is wrong with it as YAML."""
    if file.problem:
        return Positioned((), (Fault("unreadable-file", file.problem),), [])
    if file.data.startswith(_LFS):
        hint = "run git lfs pull, or keep the file in git itself"
        return Positioned((), (Fault("unreadable-file", "this is a Git LFS pointer, not the file", None, hint),), [])
    if b"\x00" in file.data[:8]:
        return _not_text()
    try:
        text = file.data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        return _not_utf8(file.data, error)
    documents, faults = _strict.read(text)
    return Positioned(tuple(documents), tuple(faults), lines_of(text))


def part(file: TextFile, index: int) -> tuple[TextFile, int]:
    """One document of a plain file as a file of its own, and how many lines stand before it.

    Only for files that `plain` reads: there a separator is nothing but a separator, and nothing is shared.
    """
    start, end, line = _parts(file)[index]
    if end - start == len(file.data):
        return file, line
    return replace(file, data=file.data.removeprefix(_BOM)[start:end]), line


@lru_cache(maxsize=4096)
def _parts(file: TextFile) -> tuple[tuple[int, int, int], ...]:
    """Where each document of a plain file starts and ends, and how many lines stand before it."""
    data = file.data.removeprefix(_BOM)
    starts = [found.start() for found in _SEPARATOR.finditer(data)]
    if not starts or _SAYS_SOMETHING.search(data, 0, starts[0]):
        starts.insert(0, 0)
    found, line, before = [], 0, 0
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", before, start)
        before = start
        found.append((start, end, line))
    return tuple(found)


def _not_text() -> Positioned:
    fault = Fault("encoding", "this is not UTF-8 but UTF-16, UTF-32 or no text at all", None, "save it as UTF-8")
    return Positioned((), (fault,), [])


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Positioned:
    if data.startswith(_OTHER_ENCODINGS):
        return _not_text()
    start = data.rfind(b"\n", 0, error.start) + 1
    line, column = data.count(b"\n", 0, error.start), len(data[start : error.start].decode(errors="replace"))
    byte = f"byte 0x{data[error.start]:02x} at offset {error.start}"
    fault = Fault("encoding", f"this is not UTF-8: {byte}", Span(line, column, line, column + 1), "save it as UTF-8")
    return Positioned((), (fault,), lines_of(data.decode(errors="backslashreplace")))
