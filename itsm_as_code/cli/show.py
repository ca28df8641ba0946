"""One entity, as it was written."""

from __future__ import annotations

from pathlib import Path

import click

from itsm_as_code.cli._completion import refs as complete_refs
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples, format_named, formats, output, quiet, rev
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WrongUse


@click.command("show", **settings(epilog=examples("itsm show service:email", "itsm show email --format json")))
@click.argument("ref", shell_complete=complete_refs)
@formats("entities", default="yaml")
@output
@rev
@quiet
@click.pass_context
def command(context: click.Context, ref: str, form: str, output: Path | None, rev: str | None, quiet: bool) -> None:
    """One entity, as it was written; REF is kind:name, or a name that only one entity has."""
    del quiet  # it hushes the progress of reading
    landscape = opened(context, rev).landscape
    name = landscape.named(ref)
    entity = landscape.find(name)
    if entity is None:
        broken = name in landscape.names
        what = "is there, but can't be read" if broken else "is referred to, but nobody has defined it"
        raise WrongUse(f"{name} {what}", f"itsm validate tells {'why' if broken else 'where'}")
    answer(format_named(form).entities([entity], landscape), output)
