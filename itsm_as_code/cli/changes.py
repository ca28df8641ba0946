"""The register of changes, as it was merged: who asked, who agreed, when, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import click

from itsm_as_code.changes.record import Record, Register, register
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._judging import Counting
from itsm_as_code.cli._options import DAY, answer, examples, format_named, formats, output, today
from itsm_as_code.cli._reading import opened_revision
from itsm_as_code.cli._register import merges, verified
from itsm_as_code.errors import WrongUse
from itsm_as_code.sources import revision
from itsm_as_code.sources.evidence import approvals_in

MOST = 500
"""Steps of the main branch that are looked into."""


@click.group(
    "changes",
    invoke_without_command=True,
    **settings(
        epilog=examples(
            "itsm changes",
            "itsm changes --since 2026-10-01 --weigh --format markdown",
            "itsm changes --format ical --output changes.ics",
            "itsm changes verify chg-2026-041",
        )
    ),
)
@click.option("--since", type=DAY, metavar="DATE", help="Only what is planned or came in on this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Only what is planned or came in on this day or earlier.")
@click.option("--weigh", is_flag=True, help="Judge each again by what was there then: risk, and approvals that lack.")
@click.option("--rev", metavar="REV", default="HEAD", show_default=True, help="The branch whose merges are the record.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=MOST,
    show_default=True,
    help="How many steps of the branch are looked into.",
)
@formats("register")
@output
@today
@click.pass_context
def _group(
    context: click.Context,
    since: date | None,
    until: date | None,
    weigh: bool,
    rev: str,
    limit: int,
    form: str,
    output: Path | None,
    today: date | None,
) -> None:
    """The register of changes, as it was merged: who asked, who agreed, when, and what came of it.

    Every Change of the branch, and every step of it that touched entities without one. As iCalendar it
    is the forward schedule, with the freezes.
    """
    if context.invoked_subcommand is not None:
        return
    found = _register(root_of(context), rev, limit, today, weigh=weigh)
    answer(format_named(form).register(_between(found, since, until)), output)


command: click.Group = _group


@command.command(
    "verify", **settings(epilog=examples("itsm changes verify chg-7", "itsm changes verify chg-7 --require-signed"))
)
@click.argument("change", metavar="CHANGE")
@click.option(
    "--approvals",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What a CI job knows of its forge's approvals, as JSON.",
)
@click.option("--require-signed", "signed", is_flag=True, help="Trailers count nothing, only signatures and FILE do.")
@formats("verification")
@output
@click.pass_context
def verify(
    context: click.Context, change: str, approvals: Path | None, signed: bool, form: str, output: Path | None
) -> None:
    """Whether what was merged is what was approved, and what was declared; exit 1 if not."""
    root = root_of(context)
    before = context.parent.params if context.parent else {}
    found = _register(root, before.get("rev", "HEAD"), before.get("limit", MOST), None, weigh=False)
    record = _named(found, change)
    if not record.merges:
        raise WrongUse(f"{record.ref} came in with the first commit, or before what is looked at", "raise --limit")
    checks = list(verified(root, record.merges, Counting(approvals_in(approvals) if approvals else (), signed)))
    answer(format_named(form).verification(record, checks), output)
    if not all(check.passed for check in checks):
        context.exit(1)


def _register(root: Path, rev: str, limit: int, today: date | None, *, weigh: bool) -> Register:
    tip = revision.resolve(root, rev)
    now = datetime.combine(today, time(12)).astimezone() if today else datetime.now().astimezone()
    return register(opened_revision(root, tip).landscape, list(merges(root, tip.id, limit, weigh=weigh)), now)


def _named(found: Register, text: str) -> Record:
    """The record somebody means: a change, or the first letters of a commit that nobody wrote one for."""
    wanted = text.removeprefix("change:").lower()
    for record in found.records:
        if record.ref is not None and wanted in (str(record.ref).removeprefix("change:"), record.ref.name):
            return record
    for record in found.records:
        if len(wanted) >= 7 and any(step.commit.startswith(wanted) for step in record.merges):
            return record
    from itsm_as_code.reading import nearest  # noqa: PLC0415 - only a mistake pays for it

    near = nearest(wanted, [record.ref.name for record in found.records if record.ref])
    raise WrongUse(
        f"there is no change {text!r}", f"did you mean {' or '.join(near)}?" if near else "itsm changes lists them"
    )


def _between(found: Register, since: date | None, until: date | None) -> Register:
    """What is planned or came in between two days, both included; what is only proposed has no day yet."""

    def inside(start: datetime, end: datetime) -> bool:
        return (since is None or end.date() >= since) and (until is None or start.date() <= until)

    def fits(record: Record) -> bool:
        times = [(record.window.start, record.window.end)] if record.window else []
        times += [(step.date, step.date) for step in record.merges]
        return not times or any(inside(*stretch) for stretch in times)

    frozen = tuple(one for one in found.freezes if inside(one.period.start, one.period.end))
    return replace(found, records=tuple(filter(fits, found.records)), freezes=frozen)
