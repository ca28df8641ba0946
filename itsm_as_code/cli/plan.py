"""What does this change do, whom does it reach, may it go?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from itsm_as_code.changes import meeting, plan_of
from itsm_as_code.cli._colliding import branches, collisions
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, columns, examples, format_named, formats, output, quiet, today
from itsm_as_code.cli._reading import opened, opened_revision
from itsm_as_code.cli._remembered import cores
from itsm_as_code.sources import revision

WORKING_TREE = "working tree"


@click.command(
    "plan",
    **settings(
        epilog=examples(
            "itsm plan main",
            "itsm plan v1.0 v1.1 --format json",
            "itsm plan HEAD --fail-on review",
            "itsm plan main --against-open",
        )
    ),
)
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--fail-on",
    type=click.Choice(["blocked", "review", "never"]),
    default="blocked",
    show_default=True,
    help="Which verdict makes the exit code 1.",
)
@click.option(
    "--against",
    multiple=True,
    metavar="BRANCH",
    help="Tell what happens if this branch is merged too; can be given several times.",
)
@click.option("--against-open", is_flag=True, help="The same for all branches that aren't merged, the newest 20.")
@click.option("--all", "everything", is_flag=True, help="Leave nothing out, however long it gets.")
@formats("plan")
@output
@today
@quiet
@click.pass_context
def command(
    context: click.Context,
    base: str,
    head: str | None,
    fail_on: str,
    against: tuple[str, ...],
    against_open: bool,
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
    root = root_of(context)
    start = revision.resolve(root, base)
    end = revision.resolve(root, head) if head is not None else None
    after = opened_revision(root, end) if end else opened(context)
    before = opened_revision(root, start, after)
    names = (f"{base} {start.short}", f"{head} {end.short}" if end else WORKING_TREE)
    day = today or date.today()
    found = plan_of(before.landscape, after.landscape, names, day, after.configuration, processes=cores())
    if against or against_open:
        mine = end or revision.resolve(root, "HEAD")
        others, left = branches(root, start, mine, against, against_open)
        found = meeting(found, collisions(root, start, mine, others, before, day), left)
    answer(format_named(form).plan(found, everything=everything, columns=columns(output)), output)
    failing = {"blocked": ("blocked",), "review": ("blocked", "review"), "never": ()}
    if found.verdict in failing[fail_on]:
        context.exit(1)
