"""What an answer depends on, as digests: the program with all it stands on, and files."""

from __future__ import annotations

import os
import platform
import sys
import zoneinfo
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from itsm_as_code.model import TextFile

DIGEST = 16
"""Bytes that stand for what is in a file."""


def digest(*parts: str | bytes) -> str:
    """64 hexadecimal digits that stand for these parts in this order."""
    found = blake2b(digest_size=32)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def digest_of(file: TextFile) -> bytes:
    """What stands for all that is known of a file's content."""
    if file.problem:
        return blake2b(f"{file.problem}\0{file.note}".encode(), digest_size=DIGEST, person=b"problem").digest()
    return blake2b(file.data, digest_size=DIGEST).digest()


def contents(files: Sequence[TextFile]) -> str:
    """Stands for these files with all that is in them."""
    return listed([file.path for file in files], b"".join(map(digest_of, files)))


def listed(paths: Sequence[str], digests: bytes) -> str:
    """The same, where the digest of each file is known: no path has a NUL in it."""
    return digest("\0".join(paths), digests)


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
