"""Options that several commands take, each written once."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import click

from itsm_as_code import registry
from itsm_as_code.errors import WorldRefused, WrongUse

WIDE = 120

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class _Formats(click.Choice):  # type: ignore[type-arg]  # it became generic with click 8.2
    """The formats that can write an answer, loaded when somebody asks for another than the usual one."""

    def __init__(self, answer: str, usual: str) -> None:
        self.answer, self.usual, self.case_sensitive = answer, usual, True

    @cached_property
    def choices(self) -> Sequence[str]:  # type: ignore[override]  # a click.Choice has them from the start
        """Their names."""
        names = registry.names("formats")
        return tuple(name for name in names if hasattr(registry.member("formats", name), self.answer))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As every choice, with a short way for the usual one."""
        return value if value == self.usual else super().convert(value, param, ctx)


def formats(answer: str, default: str = "text") -> Callable[[Command], Command]:
    """`--format`, with every format that can write this answer."""
    return click.option(
        "--format",
        "form",
        type=_Formats(answer, default),
        default=default,
        show_default=True,
        help="How the answer is written.",
    )


def rev(command: Command) -> Command:
    """`--rev`."""
    return click.option("--rev", metavar="REV", help="Read this git revision instead of the working tree.")(command)


def exclude(command: Command) -> Command:
    """`--exclude`."""
    return click.option("--exclude", default="", metavar="SELECTOR", help="Leave these out.")(command)


def base(command: Command) -> Command:
    """`--base`, what `state:modified` compares with."""
    text = "The git revision that state:modified and state:new compare with."
    return click.option("--base", metavar="REV", help=text)(command)


def assumptions(command: Command) -> Command:
    """`--assume`, as often as needed."""
    text = "What if: 'ci:db-2 removed', 'service:x dependsOn ci:y', 'service:x no longer dependsOn ci:y'."
    return click.option("--assume", "assumed", multiple=True, metavar="TEXT", help=text)(command)


def output(command: Command) -> Command:
    """`--output`."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("--output", "-o", type=kind, metavar="FILE", help="Write the answer to a file.")(command)


def quiet(command: Command) -> Command:
    """`--quiet`."""
    return click.option("--quiet", "-q", is_flag=True, help="Only the answer: no progress, no notes, no summary.")(
        command
    )


def today(command: Command) -> Command:
    """`--today`, so that yesterday's answer can be had again."""
    return click.option(
        "--today",
        type=DAY,
        metavar="DATE",
        default=None,
        help="The day to judge terms and waivers by; today, if not given.",
    )(command)


class Day(click.ParamType[date]):
    """A day as year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """`2026-01-31`."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day; write year-month-day, such as 2026-01-31", param, ctx)


DAY = Day()


def fixing(command: Command) -> Command:
    """`--fix` and `--diff`."""
    command = click.option("--diff", "show", is_flag=True, help="Show what --fix would change; write nothing.")(command)
    return click.option("--fix", is_flag=True, help="Mend what can be mended without asking.")(command)


def format_named(name: str) -> ModuleType:
    """The module of a format."""
    return registry.member("formats", name)


def format_with(name: str, answer: str) -> ModuleType:
    """The module of a format, if it can write an answer.

    Raises:
        WrongUse: it can't; the message names those that can.
    """
    module = format_named(name)
    if not hasattr(module, answer):
        able = [one for one in registry.names("formats") if hasattr(registry.member("formats", one), answer)]
        raise WrongUse(f"{name} can't write this answer", f"use --format {' or '.join(able)}")
    return module


def answer(text: str, to: Path | None = None) -> None:
    """Writes an answer to stdout, or to a file without colours."""
    if to is None and not text:
        return
    if to is None:
        click.echo(text, color=False if os.environ.get("NO_COLOR") or not _coloured() else None)
        return
    if to.exists() and to.suffix.lower() in (".yaml", ".yml"):  # where people write, nothing is overwritten
        raise WrongUse(f"{to} is there already", "remove it first, or choose another --output")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(click.unstyle(text) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise WorldRefused(f"{to} can't be written: {error.strerror or error}", "choose another --output") from error


def columns(to: Path | None = None) -> int:
    """How wide an answer may be drawn: as the terminal, or 120 where it goes anywhere else."""
    return shutil.get_terminal_size((WIDE, 24)).columns if to is None and sys.stdout.isatty() else WIDE


def _coloured() -> bool:
    context = click.get_current_context(silent=True)
    return context is None or context.find_root().params.get("color", True)


def seconds(text: str | None, option: str) -> int | None:
    """A length of time without months, such as 45m, as seconds.

    Raises:
        WrongUse: it can't be read; the message says how it is written.
    """
    if text is None:
        return None
    from itsm_as_code.schemas import Span, read_quantity  # noqa: PLC0415 - pydantic takes 0.1 s to import

    found = read_quantity(text)
    value = getattr(found, "value", None)
    if not isinstance(value, Span) or value.months:
        raise WrongUse(f"{option} {text!r} is not a length of time", "write 45m, 3h, 2d or PT45M")
    return value.seconds


def instant(text: str | None, option: str) -> datetime | None:
    """A moment in RFC 3339, such as 2026-11-22T02:00+08:00.

    Raises:
        WrongUse: it can't be read, or it has no offset: nobody knows when two o'clock is.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d", text):
        raise WrongUse(f"{option} {text!r} is no moment with an offset", "write 2026-11-22T02:00+08:00")
    if moment.tzinfo is None:
        raise WrongUse(f"{option} {text!r} is no moment with an offset", f"write {text}+08:00, or {text}Z for UTC")
    if not 1970 <= moment.year < 3000:
        raise WrongUse(f"{option} {text!r} is too far away", "write a moment between 1970 and 2999")
    return moment.replace(microsecond=0)
