"""Who feels it if this fails, when, and why?"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import (
    answer,
    base,
    examples,
    exclude,
    format_named,
    formats,
    output,
    quiet,
    rev,
    seconds,
    today,
)
from itsm_as_code.cli._reading import Opened, opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import LEVELS, Level, Scenario, impact
from itsm_as_code.model import Ref

_FAILING = [level.word for level in Level if level]


@click.command(
    "impact",
    **settings(
        epilog=examples(
            "itsm impact ci:db-1",
            "itsm impact ci:mbx-1 ci:mbx-2 --duration 45m",
            "itsm impact --select 'label:site=hq,kind:ci' --format json",
        )
    ),
)
@click.argument("refs", nargs=-1, metavar="[REF…]")
@click.option("--level", type=click.Choice(_FAILING), default="down", show_default=True, help="How badly it fails.")
@click.option("--duration", metavar="D", help="How long it fails: 45m, 3h, 2d; without end, if not given.")
@click.option("--start", metavar="T", help="When it begins, as RFC 3339: 2026-11-22T02:00+08:00.")
@click.option("--select", "selector", metavar="S", help="Everything that a selector picks fails; see itsm ls --help.")
@exclude
@base
@formats("impact")
@output
@rev
@today
@quiet
@click.pass_context
def command(
    context: click.Context,
    refs: tuple[str, ...],
    level: str,
    duration: str | None,
    start: str | None,
    selector: str | None,
    exclude: str,
    base: str | None,
    form: str,
    output: Path | None,
    rev: str | None,
    today: date | None,
    quiet: bool,
) -> None:
    """Who feels it if this fails, when, and why?

    Failure travels along dependencies: a group that has enough members left is at risk, a soft dependency
    degrades, a tolerated one is felt only by longer outages, and cycles need no special case.
    """
    del quiet  # it hushes the progress of reading
    length, begin = seconds(duration, "--duration"), _instant(start)
    repository = opened(context, rev, base=base)
    landscape = repository.landscape
    failed = dict.fromkeys(_chosen(repository, refs, selector, exclude), LEVELS[level])
    found = impact(landscape, Scenario(failed, length, begin), today or date.today())
    answer(format_named(form).impact(found, landscape), output)


def _chosen(repository: Opened, refs: tuple[str, ...], selector: str | None, exclude: str) -> list[Ref]:
    chosen = [repository.landscape.named(ref) for ref in refs]
    chosen += repository.select(selector, exclude) if selector else ()
    if not chosen:
        raise WrongUse("nothing was said to fail", "name something, such as itsm impact ci:db-1, or use --select")
    return chosen


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise WrongUse(f"--start {text!r} is no moment with an offset", "write 2026-11-22T02:00+08:00")
    return moment
