"""Who said yes to what is planned: options that say where to look, and what is found there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from itsm_as_code.changes import NOBODY, Yes
from itsm_as_code.sources import revision

Command = TypeVar("Command", bound=Callable[..., Any])


def approvals(command: Command) -> Command:
    """`--require-approvals`, `--require-signed` and `--approvals`."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    said = "What a forge knows: a JSON file that a CI job fills."
    command = click.option("--approvals", "forge", type=file, metavar="FILE", help=said)(command)
    signed = "Trailers count nothing, only signatures that git verifies, and --approvals."
    command = click.option("--require-signed", "signed", is_flag=True, help=signed)(command)
    required = "Blocked while an approval is missing."
    return click.option("--require-approvals", "required", is_flag=True, help=required)(command)


def yes_of(
    root: Path, base: revision.Commit, head: revision.Commit | None, forge: Path | None, signed: bool, required: bool
) -> Yes:
    """What the commits after the base say, and the forge; of work that isn't committed nobody has said anything."""
    if head is None:
        return NOBODY._replace(required=required)
    from itsm_as_code.sources.evidence import approvals_in, said  # noqa: PLC0415 - only where there are two revisions

    found = said(root, base, head, approvals_in(forge) if forge else (), signed=signed)
    stale = tuple((one.by, later) for one, later in found.stale)
    return Yes(found.given, found.authors, required, stale)
