"""What every exporter gives back: files, and what is to be told about what isn't in them."""

from __future__ import annotations

from dataclasses import dataclass

from itsm_as_code.model import TextFile


@dataclass(frozen=True, slots=True)
class Exported:
    """The files to write, by paths from the top of the git repository; and notes, a line each."""

    files: tuple[TextFile, ...]
    notes: tuple[str, ...]
