"""Other tools' data, as entities: GitLab's service catalogue, Backstage's catalog-info files."""

from __future__ import annotations

from pathlib import Path

import click

from itsm_as_code import registry
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, format_named, formats, quiet
from itsm_as_code.model import Report, Severity, TextFile
from itsm_as_code.reading import read
from itsm_as_code.sources import working_tree
from itsm_as_code.sources.writing import write


@click.command(
    "import",
    **settings(
        epilog=examples(
            "itsm import gitlab runbooks/services --out imported", "itsm import backstage ../catalog --out imported"
        )
    ),
)
@click.argument("format_", type=click.Choice(registry.names("importers")), metavar="FORMAT")
@click.argument("source", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE…")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("imported"),
    show_default=True,
    metavar="DIR",
    help="Where the entities are written.",
)
@click.option("--force", is_flag=True, help="Overwrite files in --out even where somebody edited them.")
@formats("findings")
@quiet
@click.pass_context
def command(
    context: click.Context, format_: str, source: tuple[Path, ...], out: Path, force: bool, form: str, quiet: bool
) -> None:
    """Other tools' data, as entities; what can't be mapped is told, never dropped in silence.

    Names that lead nowhere and people nobody knows stay as they are: itsm validate then shows what is
    wrong with the data.
    """
    files = [file for place in source for file in _files(place)]
    imported = registry.member("importers", format_).documents(files)
    written = write(out, imported.files, force=force)
    report = Report(imported.notes, len(files), len(read(imported.files).entities))
    answer(format_named(form).findings(report, quiet=quiet))
    if form == "text":
        counts = f"{written.written} files written to {out}, {written.unchanged} unchanged"
        answer(f"\n{counts}. Next: itsm --root {out} validate")
    if report.worst() is Severity.ERROR:
        context.exit(1)


def _files(place: Path) -> list[TextFile]:
    """A folder's YAML files, or the one file."""
    return list(working_tree.files(place) if place.is_dir() else working_tree.files(place.parent, [str(place)]))
