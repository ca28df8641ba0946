"""One page with the help of every command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from itsm_as_code.cli import itsm

INTRODUCTION = """# Commands

What `--help` says of each command. Exit codes are the same everywhere: 0 fine · 1 findings at or above `--fail-on` ·
2 wrong use · 3 the world refused (git, disk). Answers go to stdout, everything else to stderr. `NO_COLOR` and pipes are
respected.
"""


def page() -> str:
    """The whole page, the commands in the order people meet them."""
    blocks = (
        f"{'##' if name == 'itsm' else '###'} {name}\n\n```text\n{text}\n```\n"
        for name, text in _helps(itsm, "itsm", None)
    )
    return "\n".join([INTRODUCTION, *blocks])


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    # The width is set, so that the page is the same in every window.
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
    yield context.command_path, "\n".join(line.rstrip() for line in context.get_help().splitlines())
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            if inner is not None:
                yield from _helps(inner, word, context)
