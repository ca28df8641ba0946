"""Reads many files on all cores: each process takes a share, and sends back records, which are small.

Parsed values or models would cost as much to send as they cost to make.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from itsm_as_code.cores import spread
from itsm_as_code.model import TextFile
from itsm_as_code.reading._records import Record, received, sent

WORTH_IT = 1_000_000
"""Bytes from which a second process wins more than it costs to start."""
_SHARES = 8
"""Shares of each process: the last ones end at about the same time."""


def records(
    files: Sequence[TextFile], read: Callable[[TextFile], Record | None], processes: int
) -> list[Record | None] | None:
    """What `read` says of each file, from several processes; None where one process does it as well, or has to."""
    if processes < 2 or sum(len(file.data) for file in files) < WORTH_IT:
        return None
    size = max(1, -(-len(files) // (processes * _SHARES)))

    def share(start: int) -> bytes:
        return sent([read(file) for file in files[start : start + size]])

    found = spread(share, range(0, len(files), size), processes)
    return None if found is None else [record for some in found for record in received(some)]
