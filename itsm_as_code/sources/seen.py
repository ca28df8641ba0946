"""What the files of a working tree looked like when they were read last: those that changed are read again.

A file is known as git's index knows it: by size, times, inode and mode. Where that says nothing sure, because it
changed just now or is no plain file, it is read and compared by what is in it.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import TypeAlias

from itsm_as_code.model import TextFile
from itsm_as_code.sources import cache
from itsm_as_code.sources.fingerprint import DIGEST, digest, digest_of

SETTLED = 2 * 10**9
"""Nanoseconds after which a change shows in a file's times, on every file system in use."""
_FIELDS = 6
_UNSURE = array("q", [0] * _FIELDS)
_PARTS = 7


States: TypeAlias = "array[int]"
"""Six numbers a file: size, the times of its content and of itself, inode, device, mode."""
MOST_LATER = 4 * 1024 * 1024
"""Bytes of changed files beyond which everything is read and kept anew."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Paths on disk in order; of each, what the system said, a digest of its content, and where that was kept.

    `states` has six numbers a file, all 0 where they say nothing sure. Contents lie in `pack`, kept by itself
    under that name, from `starts` on for `sizes` bytes; those of files that changed since lie in `later`, behind
    a negative start: -1 is its first byte. A size of -1 belongs to a file that couldn't be read.
    """

    paths: tuple[str, ...]
    states: array[int]
    digests: bytes
    starts: array[int]
    sizes: array[int]
    pack: str
    later: bytes = b""

    def digest(self, number: int) -> bytes:
        """What stands for the content of a file."""
        return self.digests[number * DIGEST : (number + 1) * DIGEST]

    def state(self, number: int) -> array[int]:
        """What the system said of a file."""
        return self.states[number * _FIELDS : (number + 1) * _FIELDS]


def seen(paths: tuple[str, ...], now: array[int], files: Sequence[TextFile]) -> tuple[Seen, bytes]:
    """Files that were read just now, and the pack with what is in them."""
    digests = b"".join(map(digest_of, files))
    sizes = array("q", [-1 if file.problem else len(file.data) for file in files])
    starts = array("q", accumulate((len(file.data) for file in files), initial=0))[:-1]
    pack = digest("pack", digests)
    return Seen(paths, now, digests, starts, sizes, pack), b"".join(file.data for file in files)


def renewed(before: Seen, paths: tuple[str, ...], now: array[int], fresh: Mapping[str, TextFile]) -> Seen | None:
    """The same after a change: some files were read anew, some may be gone; None where too much has gathered."""
    later, digests, (starts, sizes) = bytearray(before.later), bytearray(before.digests), (before.starts, before.sizes)
    if paths == before.paths:
        starts, sizes = starts[:], sizes[:]
    else:
        known = {path: number for number, path in enumerate(before.paths)}
        order = [known.get(path, -1) for path in paths]
        digests = bytearray().join(before.digest(number) if number >= 0 else bytes(DIGEST) for number in order)
        starts, sizes = (
            array("q", [part[number] if number >= 0 else 0 for number in order]) for part in (starts, sizes)
        )
    for number, path in enumerate(paths):
        file = fresh.get(path)
        here = slice(number * DIGEST, (number + 1) * DIGEST)
        if file is None or digest_of(file) == digests[here]:
            continue
        digests[here] = digest_of(file)
        starts[number] = -1 - len(later)
        sizes[number] = -1 if file.problem else len(file.data)
        later += file.data
    if len(later) > MOST_LATER:
        return None
    return Seen(paths, now, bytes(digests), starts, sizes, before.pack, bytes(later))


def content(before: Seen, number: int) -> bytes | None:
    """What was in a file; None where that isn't kept any more."""
    start, size = before.starts[number], before.sizes[number]
    if size < 0:
        return b""
    data = before.later[-1 - start :][:size] if start < 0 else cache.part(before.pack, start, size)
    return data if data is not None and blake2b(data, digest_size=DIGEST).digest() == before.digest(number) else None


def states(root: str, paths: Iterable[str]) -> array[int]:
    """What the system says of these files below the root, without reading them."""
    found = array("q")
    settled = 0 if sys.platform == "win32" else time.time_ns() - SETTLED  # Windows doesn't tell when a file was changed
    for path in paths:
        try:
            about = os.lstat(f"{root}/{path}")
        except OSError:
            found.extend(_UNSURE)
            continue
        if not stat.S_ISREG(about.st_mode) or max(about.st_mtime_ns, about.st_ctime_ns) > settled:
            found.extend(_UNSURE)
        else:
            where = (about.st_ino & 0x7FFFFFFFFFFFFFFF, about.st_dev & 0x7FFFFFFFFFFFFFFF, about.st_mode)
            found.extend((about.st_size, about.st_mtime_ns, about.st_ctime_ns, *where))
    return found


def unsure(before: Seen, paths: Sequence[str], now: array[int]) -> list[str]:
    """Of these paths, those that may have changed since, or weren't there."""
    modes = now[_FIELDS - 1 :: _FIELDS]
    if paths == before.paths:
        rows = set(_differing(now, before.states, 0, len(paths)))
        rows |= {number for number, mode in enumerate(modes) if not mode} if 0 in modes else set()
        return [paths[number] for number in sorted(rows)]
    known = {path: before.state(number) for number, path in enumerate(before.paths)}
    states_ = (now[number * _FIELDS : (number + 1) * _FIELDS] for number in range(len(paths)))
    return [
        path for path, mode, state in zip(paths, modes, states_, strict=True) if not mode or state != known.get(path)
    ]


def _differing(these: array[int], those: array[int], first: int, last: int) -> Iterator[int]:
    """The files whose states differ; halves that are the same are passed over."""
    if these[first * _FIELDS : last * _FIELDS] == those[first * _FIELDS : last * _FIELDS]:
        return
    if last - first == 1:
        yield first
        return
    middle = (first + last) // 2
    yield from _differing(these, those, first, middle)
    yield from _differing(these, those, middle, last)


def as_bytes(seen_: Seen) -> bytes:
    """To be kept."""
    paths = "\0".join(seen_.paths).encode("utf-8", "surrogateescape")
    arrays = (part.tobytes() for part in (seen_.states, seen_.starts, seen_.sizes))
    parts = (paths, seen_.digests, *arrays, seen_.pack.encode(), seen_.later)
    return b"".join([b"".join(len(part).to_bytes(8, "little") for part in parts), *parts])


def from_bytes(data: bytes) -> Seen | None:
    """The same again; None for what is none."""
    sizes = [int.from_bytes(data[start : start + 8], "little") for start in range(0, 8 * _PARTS, 8)]
    ends = list(accumulate(sizes, initial=8 * _PARTS))
    if len(data) != ends[-1] or any(size % 8 for size in sizes[2:5]):
        return None
    names, digests, states_, starts, sizes_, pack, later = (data[a:b] for a, b in pairwise(ends))
    paths = tuple(names.decode("utf-8", "surrogateescape").split("\0")) if names else ()
    numbers = [array("q", part) for part in (states_, starts, sizes_)]
    counted = (len(digests), *map(len, numbers))
    if counted != (DIGEST * len(paths), _FIELDS * len(paths), len(paths), len(paths)):
        return None
    return Seen(paths, numbers[0], digests, numbers[1], numbers[2], pack.decode("ascii", "replace"), later)
