"""The command line: one file a command; the only place that knows the order of the steps."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from pathlib import Path

import click

from itsm_as_code import __version__
from itsm_as_code.cli._group import VERSION, Commands, settings
from itsm_as_code.errors import ItsmError

__all__ = ["itsm", "main", "run"]


@click.group(cls=Commands, **settings())
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The repository; the nearest folder upwards with an itsm.yaml, if not given.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Settings, instead of the itsm.yaml at the root.",
)
@click.option("--color/--no-color", default=True, help="Colours on a terminal; NO_COLOR is respected.")
@click.version_option(__version__, message=VERSION)
def itsm(root: Path | None, config: Path | None, color: bool) -> None:
    """IT service management as code.

    Services, agreements and configuration items are YAML in git; itsm validates them, tells what fails
    if something fails, plans changes, and writes the catalogue.

    \b
    Start:
      itsm init my-cmdb        a small repository that is complete
      itsm validate            is everything valid, can every promise be kept?
      itsm impact ci:db-1      who feels it if this fails?
      itsm plan main           what does this branch change, and whom does it reach?
    """
    del root, config, color  # read by the commands that need them


def main() -> None:
    """Runs the command line; the one boundary where errors become a line and an exit code."""
    _speak_utf8()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # ours needs none; looking for some takes 30 ms
    gc.disable()  # a short life full of values that stay: looking for garbage costs a fifth and finds none
    code = 0
    try:
        code = itsm.main(prog_name="itsm", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        _tell(error.format_message(), _help_of(error))
        code = error.exit_code
    except ItsmError as error:
        _tell(error.message, error.hint)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code if isinstance(code, int) else 0)


def run() -> None:
    """The program: `main`, and an end that leaves it to the system to take thousands of entities apart."""
    code: int | str | None = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):  # a closed pipe was told already
                stream.flush()
    os._exit(code if isinstance(code, int) else 1)


def _tell(message: str, hint: str) -> None:
    from itsm_as_code.formats._style import visible  # noqa: PLC0415 - only refusals need it

    click.echo(f"{click.style('error', fg='red', bold=True)}: {visible(message)}", err=True)
    if hint:
        click.echo(f"  = {visible(hint)}", err=True)


def _help_of(error: click.ClickException) -> str:
    """Where a wrong call finds the right one."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.command_path} --help" if context is not None else ""


def _speak_utf8() -> None:
    """Answers are UTF-8 whatever the locale; what can't be encoded is shown as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
