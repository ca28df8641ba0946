"""Writes mended files back to where they were read from: whole files or nothing, with the rights they had."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from itsm_as_code.errors import WorldRefused
from itsm_as_code.model import TextFile
from itsm_as_code.sources._select import shown_name
from itsm_as_code.sources.working_tree import disk_path
from itsm_as_code.sources.writing import write_file


def rewrite(root: Path, files: Iterable[tuple[TextFile, TextFile]]) -> None:
    """Writes each file's new bytes over its old ones; a link stays a link, and what it leads to is written.

    Raises:
        WorldRefused: a file was changed by somebody since it was read, or can't be written.
    """
    pairs = [(Path(os.path.realpath(disk_path(root, old.path))), old, new) for old, new in files]
    try:
        for place, old, _ in pairs:
            if place.read_bytes() != old.data:
                raise WorldRefused(
                    f"{shown_name(old.path)} changed while it was read", "nothing was written; try again"
                )
        for place, _, new in pairs:
            write_file(place, new.data, stat.S_IMODE(place.stat().st_mode))
    except OSError as error:
        name = shown_name(os.fsdecode(error.filename)) if error.filename else str(root)
        reason = (error.strerror or "unknown reason").lower()
        raise WorldRefused(f"could not write {name}: {reason}", "allow writing, or see --diff") from None
