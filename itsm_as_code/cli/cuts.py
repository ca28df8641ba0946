"""What takes this down, and what is there only once?"""

from __future__ import annotations

from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, assumptions, examples, format_named, formats, output, quiet, rev
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import cuts, ranking


@click.command(
    "cuts",
    **settings(
        epilog=examples(
            "itsm cuts",
            "itsm cuts service:email",
            "itsm cuts service:email --order 3 --among 'type:server'",
        )
    ),
)
@click.argument("ref", required=False, metavar="[REF]")
@click.option("--order", type=click.IntRange(min=1), metavar="N", help="How many fail together, at most; else 2.")
@click.option("--among", metavar="SELECTOR", help="Only these may fail; see itsm ls --help.")
@assumptions
@formats("cuts")
@output
@rev
@quiet
@click.pass_context
def command(
    context: click.Context,
    ref: str | None,
    order: int | None,
    among: str | None,
    assumed: tuple[str, ...],
    form: str,
    output: Path | None,
    rev: str | None,
    quiet: bool,
) -> None:
    """What takes this down, and what is there only once?

    The smallest sets of things whose failure together takes REF down: single points of failure, pairs, and so
    on; and groups whose spares share a cause. Without REF, what each thing takes down alone, the gravest first.
    """
    del quiet  # it hushes the progress of reading
    if ref is None and order not in (None, 1):
        raise WrongUse("over the whole landscape only order 1 is ranked", "name one, such as itsm cuts service:email")
    repository = opened(context, rev).assuming(assumed)
    landscape = repository.landscape
    failing = frozenset(repository.select(among)) if among else None
    if ref is None:
        answer(format_named(form).ranking(ranking(landscape, failing), landscape), output)
    else:
        found = cuts(landscape, landscape.named(ref), 2 if order is None else order, failing)
        answer(format_named(form).cuts(found, landscape), output)
