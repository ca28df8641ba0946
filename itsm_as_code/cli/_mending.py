"""`--fix` and `--diff`: mends what can be mended, or shows how."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date

import click

from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._options import answer
from itsm_as_code.cli._reading import Opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.formats._diff import diff
from itsm_as_code.formats._style import counted, visible
from itsm_as_code.model import Finding
from itsm_as_code.sources import rewriting
from itsm_as_code.validators import Mended, mend


def mends(
    context: click.Context, repository: Opened, rev: str | None, today: date, wanted: Callable[[Finding], bool]
) -> Mended:
    """The sure mends of a working tree; settings from elsewhere (`--config`) are left alone.

    Raises:
        WrongUse: a revision was asked for; what is in git's history stays as it is.
    """
    if rev is not None:
        raise WrongUse("--fix and --diff mend the working tree, not a revision", "leave out --rev")
    settings = repository.settings
    foreign = str(settings.path) if settings and context.find_root().params.get("config") else None
    return mend(
        repository.landscape.catalog.files,
        settings,
        today,
        lambda finding: finding.location.path != foreign and wanted(finding),
    )


def show_mends(mended: Mended, quiet: bool) -> None:
    """The answer of `--diff`."""
    for before, after in mended.files:
        answer(diff(before, after, shown=sys.stdout.isatty()))
    if not quiet:
        _tell("would be mended", mended)


def write_mends(context: click.Context, paths: tuple[str, ...], mended: Mended, quiet: bool) -> None:
    """Writes the mended files, and says on stderr what was mended: the answer is about what is left."""
    rewriting.rewrite(root_of(context, paths), mended.files)
    if not quiet:
        _tell("mended", mended)


def _tell(what: str, mended: Mended) -> None:
    rules = ", ".join(f"{rule} {number:,}" for rule, number in sorted(Counter(f.rule for f in mended.findings).items()))
    found = counted(len(mended.findings), "finding")
    where = f" in {counted(len(mended.files), 'file')}: {visible(rules)}" if mended.findings else ""
    click.echo(f"{found} {what}{where}", err=True)
