"""Whether files of a folder have changed since somebody last looked."""

from __future__ import annotations

import os
from pathlib import Path

from itsm_as_code.sources import working_tree

Seen = tuple[tuple[str, int, int], ...]
"""Path, size and time of each file."""


def seen(root: Path) -> Seen:
    """Every file that may hold entities, and the settings, as the system knows them now, without reading them."""
    real, paths = working_tree.names(root)
    return tuple(_about(real, path) for path in (*(paths or ()), "itsm.yaml"))


def _about(root: str, path: str) -> tuple[str, int, int]:
    try:
        found = os.stat(f"{root}/{path}")  # noqa: PTH116 - thousands of files, twice a second
    except OSError:  # gone, or never there
        return path, -1, -1
    return path, found.st_size, found.st_mtime_ns
