"""The group of commands: a command is a module found by being there, imported only when it is called."""

from __future__ import annotations

from typing import Any

import click

from itsm_as_code import __version__, registry

FOLDER = "cli"
FIRST = (
    "init",
    "validate",
    "ls",
    "show",
    "impact",
    "cuts",
    "availability",
    "plan",
    "log",
    "changes",
    "hook",
    "site",
    "import",
    "export",
    "schema",
    "explain",
)
"""The commands in the order people meet them."""


class Commands(click.Group):
    """Lists commands from their files and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order people meet them, then the others."""
        del ctx
        known = registry.names(FOLDER)
        return [*(name for name in FIRST if name in known), *(name for name in known if name not in FIRST)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, imported now."""
        del ctx
        if cmd_name not in registry.names(FOLDER):
            return None
        command = registry.member(FOLDER, cmd_name).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest names where there is no such command."""
        if args and args[0] not in registry.names(FOLDER) and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - only a mistyped command pays for it

            near = get_close_matches(args[0], registry.names(FOLDER), n=1)
            raise click.UsageError(
                f"No such command {args[0]!r}." + (f" Did you mean {near[0]!r}?" if near else ""), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of each module, read without importing it."""
        rows = [(name, registry.summary(FOLDER, name).rstrip(".")) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def settings(**more: Any) -> dict[str, Any]:
    """What all commands have in common."""
    return {"context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100}, **more}


VERSION = f"itsm {__version__}"
