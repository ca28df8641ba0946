"""For other tools, made from the entities: CODEOWNERS."""

from __future__ import annotations

from pathlib import Path

import click

from itsm_as_code import registry
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, quiet, rev
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.formats._style import visible
from itsm_as_code.sources import working_tree
from itsm_as_code.sources.writing import write


@click.command(
    "export",
    **settings(
        epilog=examples(
            "itsm export codeowners",
            "itsm export codeowners --for gitlab --out .",
            "itsm export codeowners --rev main",
        )
    ),
)
@click.argument("format_", type=click.Choice(registry.names("exporters")), metavar="FORMAT")
@click.option("--for", "target", metavar="TOOL", help="Which tool it is for: github, if not given, or gitlab.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The top of the repository, where it is written; shown, if not given.",
)
@click.option("--force", is_flag=True, help="Overwrite files in --out even where somebody edited them.")
@rev
@quiet
@click.pass_context
def command(
    context: click.Context,
    format_: str,
    target: str | None,
    out: Path | None,
    force: bool,
    rev: str | None,
    quiet: bool,
) -> None:
    """For other tools, made from the entities; what can't be exported is told on stderr.

    codeowners: which team is asked to review which file, by spec.handles of teams and people.
    """
    exporter = registry.member("exporters", format_)
    chosen = target or exporter.TARGETS[0]
    if chosen not in exporter.TARGETS:
        raise WrongUse(f"{format_} is not made for {chosen!r}", f"it is made for {', '.join(exporter.TARGETS)}")
    exported = exporter.files(opened(context, rev).landscape, chosen, working_tree.folder_in_git(root_of(context)))
    if not quiet:
        for note in exported.notes:
            click.echo(f"note: {visible(note)}", err=True)
    if out is None:
        answer("\n".join(file.data.decode().rstrip("\n") for file in exported.files))
        return
    written = write(out, exported.files, force=force)
    answer(f"{written.written} written to {out}, {written.unchanged} unchanged")
