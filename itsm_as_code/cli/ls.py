"""What is there: the entities that a selector picks."""

from __future__ import annotations

from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, base, examples, exclude, format_named, formats, output, quiet, rev
from itsm_as_code.cli._reading import opened


@click.command(
    "ls",
    **settings(
        epilog=examples(
            "itsm ls",
            "itsm ls kind:service",
            "itsm ls 'ci:db-*,label:env=prod' --format json",
            "itsm ls service:email+   # and what needs it",
            "itsm ls state:modified+ --base main   # what a change touches, and what needs that",
        )
    ),
)
@click.argument("selectors", nargs=-1, metavar="[SELECTOR…]")
@exclude
@base
@formats("entities", default="table")
@output
@rev
@quiet
@click.pass_context
def command(
    context: click.Context,
    selectors: tuple[str, ...],
    exclude: str,
    base: str | None,
    form: str,
    output: Path | None,
    rev: str | None,
    quiet: bool,
) -> None:
    """What is there: the entities that a selector picks, all of them without one.

    \b
    kind:service        of a kind             owner:messaging     of a team
    ci:db-*             by name               label:env=prod      by label
    type:server         of a type             path:cmdb/**        by file
    place:hz-rack-c     what stands there     selector:edge       named in itsm.yaml
    state:modified      new, or not as in --base
    x+  and what needs x     +x  and what x needs     x+2  two steps     @x  both ways
    a b  one or the other    a,b  both
    """
    del quiet  # it hushes the progress of reading
    found = opened(context, rev, base=base)
    landscape = found.landscape
    refs = found.select(" ".join(selectors) or "*", exclude) if selectors or exclude else tuple(landscape.entities)
    answer(
        format_named(form).entities([landscape.entities[ref] for ref in refs if ref in landscape.entities], landscape),
        output,
    )
