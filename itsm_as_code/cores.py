"""Spreads work over processes: each takes the next piece, and what it finds out comes back, which should be small."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")

_given: list[Callable[[Any], Any]] = []
"""In a process of the pool, the work it is there for."""


def spread(
    work: Callable[[Piece], Found], pieces: Sequence[Piece], processes: int, told: Callable[[int], None] | None = None
) -> list[Found] | None:
    """What `work` says of each piece, in their order; None where one process has to do it.

    `told` hears how many pieces are done.

    The processes are forked: `work` and all it knows is there at once, and needn't be sent. Only pieces
    and answers travel.
    """
    if processes < 2 or len(pieces) < 2 or not _can_fork():
        return None
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(processes, context, _begin, (work,)) as pool:
            found = []
            for one in pool.map(_one, pieces):
                found.append(one)
                if told is not None:
                    told(len(found))
            return found
    except (BrokenProcessPool, OSError):  # killed from outside, or no more processes are allowed
        return None


def _can_fork() -> bool:
    """Not beside threads, which would be gone in the middle of something; not on macOS, whose libraries forbid it."""
    if "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return False
    if threading.active_count() > 1:
        return False
    patience = (threading.Event().wait(0.001) for _ in range(20))  # a thread that has ended takes a moment to go
    return _threads() == 1 or any(_threads() == 1 for _ in patience)


def _threads() -> int:
    """Threads as the system counts them: those of compiled libraries are among them."""
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - as quick as it can be
    except OSError:
        return threading.active_count()


def _begin(work: Callable[[Any], Any]) -> None:
    _given[:] = [work]
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word; the parent has one


def _one(piece: Any) -> Any:
    return _given[0](piece)
