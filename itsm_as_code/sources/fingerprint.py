"""What an answer depends on, as digests: the program with all it stands on, and files."""

from __future__ import annotations

import os
import platform
import stat
import sys
import time
import zoneinfo
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from itsm_as_code.model import TextFile

_SETTLED = 2 * 10**9
"""Nanoseconds after which a change shows in a file's times, on every file system in use."""


def digest(*parts: str | bytes) -> str:
    """64 hexadecimal digits that stand for these parts in this order."""
    found = blake2b(digest_size=32)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def contents(files: Iterable[TextFile]) -> str:
    """Stands for these files with all that is in them."""
    parts: list[str | bytes] = []
    for file in files:
        parts += [file.path, file.data, f"{file.problem}\0{file.note}"]
    return digest(*parts)


def program() -> str:
    """Stands for the program: its own files, the packages beside it, Python, and the time zones of the system."""
    own = Path(__file__).parents[1]
    parts = [sys.version, platform.machine(), str(own), _limits()]
    for folder, folders, names in os.walk(own):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        parts += [_about(f"{folder}/{name}") for name in sorted(names)]
    for place in sys.path:
        parts += _packages(place)
    parts += [_about(place) for place in zoneinfo.TZPATH]
    return digest(*parts)


def state(root: str, paths: Iterable[str]) -> str | None:
    """Stands for these files below the root as the system knows them, without reading them.

    None where that isn't sure: a file that is no plain file, or changed just now, so that the next change
    may not show in its times; or a system that doesn't tell when a file was changed.
    """
    if os.name == "nt":
        return None
    settled = time.time_ns() - _SETTLED
    parts = []
    for path in paths:
        try:
            about = os.lstat(f"{root}/{path}")
        except OSError:
            return None
        if not stat.S_ISREG(about.st_mode) or max(about.st_mtime_ns, about.st_ctime_ns) > settled:
            return None
        times = f"{about.st_mtime_ns} {about.st_ctime_ns}"
        parts.append(f"{path}\0{about.st_size} {times} {about.st_ino} {about.st_dev} {about.st_mode}")
    return digest(root, *parts)


def _about(path: str) -> str:
    try:
        about = os.stat(path)  # noqa: PTH116 - hundreds of files at each start
    except OSError:
        return path
    return f"{path}\0{about.st_size} {about.st_mtime_ns}"


def _packages(place: str) -> list[str]:
    """The packages of a folder with their versions, as their folders are called."""
    try:
        return sorted(name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - as above
    except OSError:
        return []


def _limits() -> str:
    """How much memory may be had: where it is little, some questions aren't asked."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return ""
    return str(resource.getrlimit(resource.RLIMIT_AS))
