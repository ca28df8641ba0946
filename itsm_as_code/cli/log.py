"""Who changed what, by entity and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from itsm_as_code.changes import last_changes, narrowed
from itsm_as_code.cli._completion import refs as complete_refs
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, format_named, formats, output, quiet
from itsm_as_code.cli._reading import opened
from itsm_as_code.cli._walking import entries, entries_of
from itsm_as_code.errors import WrongUse
from itsm_as_code.formats._answers import Entry, LastChange
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref, parse_ref
from itsm_as_code.reading import Entity

MOST = 100
"""Commits that are looked into where no entity is asked for."""


@click.command(
    "log",
    **settings(
        epilog=examples(
            "itsm log",
            "itsm log service:email",
            "itsm log sla:email-gold spec.objectives",
            "itsm log service:email --fields",
            "itsm log --limit 500 --format json",
        )
    ),
)
@click.argument("ref", required=False, shell_complete=complete_refs)
@click.argument("field", nargs=-1, metavar="[FIELD]…")
@click.option("--fields", "blame", is_flag=True, help="Of each field, what it says and who last changed it.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"How many commits are looked into: {MOST}, if not given, and all of them where REF is given.",
)
@formats("log")
@output
@quiet
@click.pass_context
def command(
    context: click.Context,
    ref: str | None,
    field: tuple[str, ...],
    blame: bool,
    limit: int | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Who changed what, by entity and field: the history of all entities, or of one.

    REF is followed across renames, from file to file and into merged branches. FIELD, such as
    spec.objectives, leaves the others out.
    """
    del quiet  # it hushes the progress of reading
    root = root_of(context)
    if ref is None:
        if blame:
            raise WrongUse("--fields is about one entity", "itsm log service:email --fields")
        answer(format_named(form).log(list(entries(root, limit or MOST))), output)
        return
    name, found = _history(context, root, ref, limit)
    if blame:
        entity = opened(context, "HEAD").landscape.find(name)
        if entity is None:
            raise WrongUse(f"there is no {name} now, so it has no fields", f"itsm log {name} tells its history")
        answer(format_named(form).last_changes(name, list(_last_changes(entity, found, field))), output)
    else:
        answer(format_named(form).log(list(_narrowed(found, field))), output)


def _history(context: click.Context, root: Path, ref: str, limit: int | None) -> tuple[Ref, Iterator[Entry]]:
    """The entity's name and its history; what is there now is only read where a name says too little."""
    written = parse_ref(ref)
    if written.kind:
        name = written._replace(namespace=written.namespace or DEFAULT_NAMESPACE)
        found = entries_of(root, name, limit)
        first = next(found, None)
        if first is not None:
            return name, chain([first], found)
    name = opened(context, "HEAD").landscape.named(ref)  # another name of something, or a mistake, which is told
    return name, entries_of(root, name, limit)


def _narrowed(found: Iterable[Entry], fields: Sequence[str]) -> Iterator[Entry]:
    """The entries in which one of the fields changed, and only these fields of them."""
    for entry in found:
        changes = tuple(one for change in entry.changes if (one := narrowed(change, fields)))
        if changes:
            yield replace(entry, changes=changes)


def _last_changes(entity: Entity, found: Iterable[Entry], fields: Sequence[str]) -> Iterator[LastChange]:
    """Each field's last change, in the order of the fields' names."""
    steps = ((entry, change) for entry in found for change in entry.changes)
    for path, (value, entry) in sorted(last_changes(entity, steps, fields).items()):
        yield LastChange(path, value, entry)
