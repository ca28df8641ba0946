"""Who changed what, by entity and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from itsm_as_code.changes import EntityChange, diff
from itsm_as_code.cli._completion import refs as complete_refs
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, format_named, formats, output, quiet
from itsm_as_code.cli._reading import opened
from itsm_as_code.formats._answers import Entry
from itsm_as_code.graph import connect
from itsm_as_code.model import parse_ref
from itsm_as_code.reading import read
from itsm_as_code.sources import revision


@click.command(
    "log",
    **settings(
        epilog=examples("itsm log", "itsm log service:email", "itsm log sla:email-gold --limit 500 --format json")
    ),
)
@click.argument("ref", required=False, shell_complete=complete_refs)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help="How many commits are looked into.",
)
@formats("log")
@output
@quiet
@click.pass_context
def command(context: click.Context, ref: str | None, limit: int, form: str, output: Path | None, quiet: bool) -> None:
    """Who changed what, by entity and field: the history of all entities, or of one."""
    del quiet  # it hushes the progress of reading
    root = root_of(context)
    wanted = None
    if ref is not None:
        wanted = str(parse_ref(ref)) if ":" in ref else str(opened(context).landscape.named(ref))
    answer(format_named(form).log(list(_entries(root, limit, wanted))), output)


def _entries(root: Path, limit: int, wanted: str | None) -> Iterator[Entry]:
    """The commits that changed what is wanted; a rename is followed to the older name."""
    for one in revision.history(root, limit):
        changes = _changes(root, one)
        if wanted is not None:
            changes = tuple(change for change in changes if str(change.ref) == wanted)
            wanted = next((str(change.formerly) for change in changes if change.formerly), wanted)
        if changes:
            yield Entry(one.commit.id, one.author, one.date, one.subject, changes)


def _changes(root: Path, one: revision.Entry) -> tuple[EntityChange, ...]:
    """Only the files that differ are read, on both sides."""
    if one.parent is None:
        return diff(connect(read(())), connect(read(revision.files(root, one.commit))))
    paths = revision.changed(root, one.parent, one.commit)
    before, after = (connect(read(revision.files_of(root, commit, paths))) for commit in (one.parent, one.commit))
    return diff(before, after)
