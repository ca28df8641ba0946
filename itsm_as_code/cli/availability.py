"""How available is it, and what would it take to keep the promise?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, assumptions, examples, format_named, formats, output, quiet, rev, today
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, availability, promised
from itsm_as_code.model import Ref


@click.command(
    "availability",
    **settings(
        epilog=examples(
            "itsm availability",
            "itsm availability service:email",
            "itsm availability service:email ci:erp-db --format json",
        )
    ),
)
@click.argument("refs", nargs=-1, metavar="[REF…]")
@assumptions
@formats("availability")
@output
@rev
@today
@quiet
@click.pass_context
def command(
    context: click.Context,
    refs: tuple[str, ...],
    assumed: tuple[str, ...],
    form: str,
    output: Path | None,
    rev: str | None,
    today: date | None,
    quiet: bool,
) -> None:
    """How available is it, and what would it take to keep the promise?

    What is promised, the best that what carries it allows, and what is to be expected if failures are
    independent: of everything that is promised to be available, if no REF is given.
    """
    del quiet  # it hushes the progress of reading
    landscape, day = opened(context, rev).assuming(assumed).landscape, today or date.today()
    chosen = [landscape.named(ref) for ref in refs] or _promised(landscape, day)
    answer(format_named(form).availability([availability(landscape, ref, day) for ref in chosen], landscape), output)


def _promised(landscape: Landscape, day: date) -> list[Ref]:
    """The services of which an SLA in force promises availability."""
    found = [ref for ref in promised(landscape, day) if ref.kind == "service"]
    if not found:
        raise WrongUse("no agreement in force promises availability", "name something: itsm availability service:email")
    return found
