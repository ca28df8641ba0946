"""Reads files of which an earlier run remembers the facts: only what is new goes through the gates."""

from __future__ import annotations

import os
from collections.abc import Sequence

from itsm_as_code import registry
from itsm_as_code.model import TextFile
from itsm_as_code.reading import Catalog, clean, read
from itsm_as_code.sources import cache, fingerprint

WORTH_IT = 1_000_000
"""Bytes from which remembering costs less than reading."""
FEW = 20
"""So many new files are sooner read again than written down."""


def cores() -> int:
    """How many processes may work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def remembering(root: str, files: Sequence[TextFile]) -> Catalog:
    """What `read` says of the files of a repository, with what is remembered of it.

    Where other packages add kinds nothing is: nobody knows what those depend on.
    """
    if sum(len(file.data) for file in files) < WORTH_IT or registry.others_add_something():
        return read(files, cores())
    from itsm_as_code.reading.remembered import as_bytes, from_bytes, known_of  # noqa: PLC0415 - not for small ones

    key = fingerprint.digest("facts", fingerprint.program(), root)
    digests = {file: fingerprint.digest_of(file) for file in files}
    known = known_of(from_bytes(cache.kept(key) or b""), digests.items())
    catalog = read(files, cores(), known)
    now = clean(catalog)
    if sum(file not in known for file in now) > max(FEW, len(now) // 100):
        data = as_bytes(now, digests)
        if data is not None:
            cache.keep(key, data)
    return catalog
