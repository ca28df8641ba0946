"""What is kept between runs: where it lies, how much it is, and how to be rid of it."""

from __future__ import annotations

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples
from itsm_as_code.sources import cache


@click.group("cache", **settings(epilog=examples("itsm cache info", "itsm cache clear")))
def _group() -> None:
    """What is kept between runs: where it lies, how much it is, and how to be rid of it.

    Answers of itsm validate are kept until something changes that they depend on, so that asking again
    takes a moment; and what each rule said, so that after a change only some rules are asked again.
    ITSM_CACHE_DIR names another place; itsm validate --no-cache keeps nothing.
    """


command: click.Group = _group


@command.command("info", **settings())
def info() -> None:
    """Where it is kept, and how much."""
    found = cache.info()
    answer(f"{found.place}\n{_counted(found)}, of at most {_size(cache.MOST)}")


@command.command("clear", **settings())
def clear() -> None:
    """Remove all that is kept."""
    answer(f"{_counted(cache.clear())} removed")


def _counted(found: cache.Info) -> str:
    return f"{found.answers} {'entry' if found.answers == 1 else 'entries'}, {_size(found.size)}"


def _size(number: int) -> str:
    return f"{number / 1024 / 1024:.1f} MiB"
