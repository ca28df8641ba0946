"""Who feels it if this fails, when, and why?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from itsm_as_code.cli._completion import refs as complete_refs
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import (
    answer,
    assumptions,
    base,
    examples,
    exclude,
    format_named,
    formats,
    instant,
    output,
    quiet,
    rev,
    seconds,
    today,
)
from itsm_as_code.cli._reading import Opened, opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import LEVELS, LONGEST, Level, Scenario, explain, impact, midnight, quietest
from itsm_as_code.model import Ref

Failed = dict[Ref, Level]
_FAILING = [level.word for level in Level if level]


@click.command(
    "impact",
    **settings(
        epilog=examples(
            "itsm impact ci:db-1",
            "itsm impact ci:mbx-1 ci:mbx-2=degraded --duration 45m",
            "itsm impact ci:db-1 --start 2026-11-22T02:00+08:00 --duration 2h   # what it costs",
            "itsm impact ci:db-1 --find-window 2h --within 7d",
            "itsm impact ci:db-1 --why service:shop",
            "itsm impact ci:db-1 --assume 'ci:db-2 removed'",
            "itsm impact --select 'label:site=hq,kind:ci' --format json",
        )
    ),
)
@click.argument("refs", nargs=-1, metavar="[REF[=LEVEL]…]", shell_complete=complete_refs)
@click.option(
    "--level",
    type=click.Choice(_FAILING),
    default="down",
    show_default=True,
    help="How badly it fails, where REF=LEVEL doesn't say.",
)
@click.option("--duration", metavar="D", help="How long it fails: 45m, 3h, 2d; without end, if not given.")
@click.option("--start", metavar="T", help="When it begins, as RFC 3339: 2026-11-22T02:00+08:00.")
@click.option("--select", "selector", metavar="S", help="Everything that a selector picks fails; see itsm ls --help.")
@exclude
@base
@click.option("--find-window", metavar="D", help="Find the quietest start for an outage of this length: 2h.")
@click.option("--within", metavar="D", default="14d", show_default=True, help="How far ahead to look for it.")
@click.option(
    "--why",
    metavar="REF",
    shell_complete=complete_refs,
    help="Only explain why this is hit: the shortest reason, as a tree.",
)
@click.option("--all", "everything", is_flag=True, help="Leave nothing out, however long it gets.")
@assumptions
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
    find_window: str | None,
    within: str,
    why: str | None,
    everything: bool,
    assumed: tuple[str, ...],
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
    length, begin = _length(duration, find_window), instant(start, "--start")
    horizon = seconds(within, "--within") or 0
    repository = opened(context, rev, base=base).assuming(assumed)
    landscape, day = repository.landscape, today or date.today()
    failed = _failed(repository, refs, selector, exclude, level)
    scenario = Scenario(failed, length, begin, assumed)
    found = impact(landscape, scenario, day)
    if find_window or (length and any(one.lost for one in found.costs)):
        first = begin or midnight(landscape, found.courses, day)
        found = replace(found, quieter=quietest(landscape, found.courses, length or 0, first, horizon))
    if why:
        found = replace(found, why=explain(landscape, scenario, landscape.named(why)))
    answer(format_named(form).impact(found, landscape, everything=everything), output)


def _length(duration: str | None, find_window: str | None) -> int | None:
    """How long it fails: what `--find-window` looks for a place for, where `--duration` doesn't say."""
    length, wanted = seconds(duration, "--duration"), seconds(find_window, "--find-window")
    if wanted is None:
        return length
    if length is not None and length != wanted:
        raise WrongUse(f"--duration {duration} and --find-window {find_window} differ", "leave one of them out")
    if not 0 < wanted <= LONGEST:
        raise WrongUse(f"--find-window {find_window} is no outage to find a window for", "write 45m, 2h or 1d")
    return wanted


def _failed(repository: Opened, refs: tuple[str, ...], selector: str | None, exclude: str, level: str) -> Failed:
    """What fails, each with its level: one that is said for it, or that of `--level`."""
    failed: dict[Ref, Level] = {}
    if selector:
        failed |= dict.fromkeys(repository.select(selector, exclude), LEVELS[level])
    for text in refs:
        name, equals, said = text.partition("=")
        if equals and said not in _FAILING:
            raise WrongUse(f"{said!r} in {text!r} is no level to fail at", f"write one of {', '.join(_FAILING)}")
        failed[repository.landscape.named(name)] = LEVELS[said or level]
    if not failed:
        raise WrongUse("nothing was said to fail", "name something, such as itsm impact ci:db-1, or use --select")
    return failed
