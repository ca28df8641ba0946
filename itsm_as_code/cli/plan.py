"""What does this change do, whom does it reach, may it go?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from itsm_as_code.changes import meeting, plan_of
from itsm_as_code.cli._approving import approvals, yes_of
from itsm_as_code.cli._colliding import branches, collisions
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import (
    answer,
    columns,
    examples,
    format_named,
    format_with,
    formats,
    output,
    quiet,
    today,
)
from itsm_as_code.cli._reading import opened, opened_revision
from itsm_as_code.cli._remembered import cores
from itsm_as_code.cli._replaying import replay
from itsm_as_code.errors import WrongUse
from itsm_as_code.sources import revision

WORKING_TREE = "working tree"


@click.command(
    "plan",
    **settings(
        epilog=examples(
            "itsm plan main",
            "itsm plan v1.0 v1.1 --format json",
            "itsm plan origin/main HEAD --format markdown --output comment.md",
            "itsm plan main --against-open",
            "itsm plan --backtest --limit 200",
        )
    ),
)
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--fail-on",
    type=click.Choice(["blocked", "review", "never"]),
    default="blocked",
    show_default=True,
    help="Which verdict makes the exit code 1.",
)
@approvals
@click.option(
    "--against",
    multiple=True,
    metavar="BRANCH",
    help="Tell what happens if this branch is merged too; can be given several times.",
)
@click.option("--against-open", is_flag=True, help="The same for all branches that aren't merged, the newest 20.")
@click.option(
    "--backtest",
    "backtested",
    is_flag=True,
    help="Replay the merges that led to BASE, or HEAD: would their risk have told trouble from peace?",
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Merges that --backtest replays.")
@click.option("--all", "everything", is_flag=True, help="Leave nothing out, however long it gets.")
@formats("plan")
@output
@today
@quiet
@click.pass_context
def command(
    context: click.Context,
    base: str | None,
    head: str | None,
    fail_on: str,
    required: bool,
    signed: bool,
    forge: Path | None,
    against: tuple[str, ...],
    against_open: bool,
    backtested: bool,
    limit: int,
    everything: bool,
    form: str,
    output: Path | None,
    today: date | None,
    quiet: bool,
) -> None:
    """What does this change do, whom does it reach, may it go?

    Compares the git revision BASE with HEAD, or with the working tree, without checking anything out.
    Layout, the order of keys and the place of files make no difference.

    With --against, BASE, HEAD and the other branch are merged in memory, as git would: what both do together
    and neither does alone is told. Uncommitted work takes no part in that.
    """
    del quiet  # it hushes the progress of reading
    root, day = root_of(context), today or date.today()
    if backtested:
        replayed = replay(root, revision.resolve(root, base or "HEAD"), limit)
        answer(format_with(form, "backtest").backtest(replayed), output)
        return
    if base is None:
        raise WrongUse("there is no revision to compare with", "name one, such as itsm plan main")
    start = revision.resolve(root, base)
    end = revision.resolve(root, head) if head is not None else None
    after = opened_revision(root, end) if end else opened(context)
    before = opened_revision(root, start, after)
    names = (f"{base} {start.short}", f"{head} {end.short}" if end else WORKING_TREE)
    yes = yes_of(root, start, end, forge, signed, required)
    found = plan_of(before.landscape, after.landscape, names, day, after.configuration, yes, cores())
    if against or against_open:
        mine = end or revision.resolve(root, "HEAD")
        others, left = branches(root, start, mine, against, against_open)
        found = meeting(found, collisions(root, start, mine, others, before, day), left)
    answer(format_named(form).plan(found, everything=everything, columns=columns(output)), output)
    failing = {"blocked": ("blocked",), "review": ("blocked", "review"), "never": ()}
    if found.verdict in failing[fail_on]:
        context.exit(1)
