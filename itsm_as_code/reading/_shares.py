"""Reads many files on all cores: each process takes a share, and sends back records, which are small.

Parsed values or models would cost as much to send as they cost to make.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from itsm_as_code.model import TextFile
from itsm_as_code.reading._records import Record, received, sent

WORTH_IT = 1_000_000
"""Bytes from which a second process wins more than it costs to start."""
_SHARES = 8
"""Shares of each process: the last ones end at about the same time."""

Read = Callable[[TextFile], Record | None]

_files: Sequence[TextFile] = ()
_read: Read = lambda _: None  # noqa: E731 - replaced in each process before it is used


def records(files: Sequence[TextFile], read: Read, processes: int) -> list[Record | None] | None:
    """What `read` says of each file, from several processes; None where one process does it as well, or has to."""
    if processes < 2 or sum(len(file.data) for file in files) < WORTH_IT or not _can_fork():
        return None
    size = max(1, -(-len(files) // (processes * _SHARES)))
    ranges = [(start, start + size) for start in range(0, len(files), size)]
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes, context, _begin, (files, read)) as pool:
            return [record for share in pool.map(_share, ranges) for record in received(share)]
    except (BrokenProcessPool, OSError):  # killed from outside, or no more processes are allowed
        return None


def _can_fork() -> bool:
    """Forked processes inherit the files for nothing; on macOS its own libraries forbid it, with threads good sense."""
    known = multiprocessing.get_all_start_methods()
    return "fork" in known and sys.platform != "darwin" and threading.active_count() == 1


def _begin(files: Sequence[TextFile], read: Read) -> None:
    global _files, _read
    _files, _read = files, read
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer


def _share(stretch: tuple[int, int]) -> bytes:
    return sent([_read(file) for file in _files[slice(*stretch)]])
