"""Exporters: a landscape becomes other tools' files; one file a foreign format.

A member is a module with `TARGETS`, the tools it can write for, and one function,
`files(landscape, target, prefix) -> Exported`. It is pure: it returns text files and what it has to say about what
it couldn't export. `prefix` leads from the top of the git repository to the root, `""` or ending in `/`.
"""

from __future__ import annotations

from itsm_as_code.exporters._exported import Exported

__all__ = ["Exported"]
