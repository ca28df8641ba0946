"""Keeps answers between runs in the user's own cache folder; whatever is wrong with it, the answer is worked out anew.

A folder of files, each named by a digest of all that its answer depends on, and each beginning with a digest
of its own content. Files appear whole or not at all, so that runs beside each other, a full disk or a process
killed half way can't spoil one. It is never inside the repository: whoever writes that could forge answers.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp

MOST = 256 * 1024 * 1024
"""Bytes; beyond them the answers that were not asked for longest go."""
_SIZE = 16
_UNFINISHED = ".part"
_NAME = re.compile(r"[0-9a-f]{64}(?:\w+\.part)?")


@dataclass(frozen=True, slots=True)
class Info:
    """Where answers are kept, how many there are, and how many bytes they take."""

    place: Path
    answers: int
    size: int


def place() -> Path:
    """`ITSM_CACHE_DIR`, or the place for such things on this system."""
    named = os.environ.get("ITSM_CACHE_DIR")
    if named:
        return Path(named).absolute()
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where nobody named a place

    return user_cache_path("itsm", appauthor=False)


def kept(key: str) -> bytes | None:
    """What was kept under a key, if it is whole and in a folder that is nobody else's."""
    folder = place()
    try:
        if not _is_ours(folder):
            return None
        data = (folder / key).read_bytes()
        with suppress(OSError):  # a folder that can only be read serves all the same
            os.utime(folder / key)
    except OSError:
        return None
    return data[_SIZE:] if _digest(data[_SIZE:]) == data[:_SIZE] else None


def part(key: str, start: int, size: int) -> bytes | None:
    """A stretch of what was kept under a key; whoever asks knows what it should be, and compares."""
    folder = place()
    try:
        if not _is_ours(folder):
            return None
        with (folder / key).open("rb") as file:
            file.seek(_SIZE + start)
            return file.read(size)
    except (OSError, ValueError):
        return None


def touch(key: str) -> None:
    """Says that what is kept under a key is still asked for."""
    with suppress(OSError, ValueError):
        os.utime(place() / key)


def keep(key: str, data: bytes) -> None:
    """Keeps an answer, if it can: a cache that can't be written to is no reason to fail."""
    folder = place()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(folder) and len(data) < MOST:
            _write(folder, key, _digest(data) + data)
            _make_room(folder)


def info() -> Info:
    """What is there."""
    found = _listed(place())
    return Info(place(), len(found), sum(size for _, size, _ in found))


def clear() -> Info:
    """Removes what was kept, and nothing else that may lie there; what was there before."""
    before = info()
    for _, _, path in _listed(before.place):
        with suppress(OSError):
            path.unlink()
    return before


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can write to it: an answer there is taken for true."""
    if os.name == "nt":  # the user's own folders are, by their access lists
        return folder.is_dir()
    found = folder.stat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _write(folder: Path, key: str, data: bytes) -> None:
    descriptor, name = mkstemp(_UNFINISHED, key, folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).replace(folder / key)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _make_room(folder: Path) -> None:
    found = sorted(_listed(folder))
    total = sum(size for _, size, _ in found)
    for _, size, path in found:
        if total <= MOST:
            return
        with suppress(OSError):  # another run was quicker
            path.unlink()
        total -= size


def _listed(folder: Path) -> list[tuple[int, int, Path]]:
    """When each answer was last asked for, its size, and its file; what a killed run left is among them."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if _is_name(path.name):
                with suppress(OSError):
                    about = path.lstat()
                    found.append((about.st_mtime_ns, about.st_size, path))
    return found


def _is_name(name: str) -> bool:
    """Whether a file is named as ours are: 64 digits, perhaps unfinished."""
    return _NAME.fullmatch(name) is not None


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()
