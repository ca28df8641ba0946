"""Importers: other tools' files become documents; one file a foreign format.

A member is a module with one function, `documents(files) -> Imported`. It is pure: it gets text files
and returns text files and notes. What it can't map it keeps under annotations or tells; nothing is
dropped in silence, and no reference is guessed.

To write one, say what each field of the other tool means and leave the rest to the machinery: `readable`
gives the documents that could be read whole, `named` the names and what had to be changed in them, `keep`
the annotations for what no field took, `entity` and `written` the files, `told` the notes.
"""

from __future__ import annotations

from itsm_as_code.importers._imported import Imported

__all__ = ["Imported"]
