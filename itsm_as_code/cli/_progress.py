"""A bar on a terminal for what takes longer than a moment; nothing in a pipe, nothing where it is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import click

from itsm_as_code.cli._gathering import PATIENCE

Told = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


@contextmanager
def progress(label: str, quiet: bool = False) -> Iterator[Told]:
    """Draws the bar as it is told, from the moment on at which somebody would wonder."""
    hidden = quiet or not sys.stderr.isatty() or bool(os.environ.get("CI"))
    start, bars = monotonic(), list[Any]()

    def told(done: int, total: int) -> None:
        if hidden or monotonic() - start < PATIENCE:
            return
        if not bars:
            bars.append(click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True))
        bars[0].update(done - bars[0].pos)

    yield told
    for bar in bars:
        bar.render_finish()
