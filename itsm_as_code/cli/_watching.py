"""Asks again after each save, until Ctrl-C."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import click

from itsm_as_code.cli._checking import remember
from itsm_as_code.errors import ItsmError, WrongUse

DEBOUNCE, STEP, PATIENCE = 100, 20, 100
"""Milliseconds in which what is saved together is answered together; of silence after which it is; of waiting."""


def watching(root: Path, ask: Callable[[], object]) -> None:
    """Asks now, and again whenever a file below the root that may matter was saved, came or went."""
    try:
        from watchfiles import watch  # noqa: PLC0415 - not everybody has it
    except ImportError:
        hint = "install it with pip install 'itsm-as-code[watch]'"
        raise WrongUse("--watch needs watchfiles, which isn't installed here", hint) from None
    gc.enable()  # this one lives long
    remember()
    begun = False  # not before somebody watches: what is saved while the first answer is found counts, too
    for saved in watch(
        root,
        watch_filter=lambda _, path: _matters(path),
        debounce=DEBOUNCE,
        step=STEP,
        rust_timeout=PATIENCE,
        yield_on_timeout=True,
    ):
        if saved or not begun:
            begun = True
            _once(root, ask)


def _once(root: Path, ask: Callable[[], object]) -> None:
    if sys.stdout.isatty():
        click.clear()
    try:
        ask()
    except ItsmError as error:
        click.echo(f"{error.message}\n  = {error.hint}" if error.hint else error.message, err=True)
    sys.stdout.flush()
    click.echo(f"\nwatching {root} (Ctrl-C ends it)", err=True)


def _matters(path: str) -> bool:
    """Whether what lies there is read: YAML, outside of git's own folder. Editors write many other files."""
    return path.lower().endswith((".yaml", ".yml")) and ".git" not in Path(path).parts
