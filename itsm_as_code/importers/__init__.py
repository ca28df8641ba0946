"""Importers: other tools' files become documents; one file a foreign format.

A member is a module with one function, `documents(files) -> Imported`. It is pure: it gets text files
and returns text files and notes. What it can't map it keeps under annotations or tells; nothing is
dropped in silence, and no reference is guessed.
"""

from __future__ import annotations

from itsm_as_code.importers._imported import Imported

__all__ = ["Imported"]
