"""Git's hooks: findings before a commit, trailers spelled one way, and a server that refuses what may not go."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples
from itsm_as_code.sources import hooks

_MEANINGS = {
    "installed": "installed",
    "broken": "can't run: its Python is gone, or it may not be executed; install it again",
    "other": "another hook stands here",
    "none": "not installed",
}
_NAMES = click.argument("names", nargs=-1, type=click.Choice(hooks.NAMES), metavar="[HOOK]…")


@click.group(
    "hook",
    **settings(
        epilog=examples(
            "itsm hook install",
            "itsm hook install --protect main --protect 'release/*'",
            "itsm hook status",
        )
    ),
)
def _group() -> None:
    """Git's hooks: findings before a commit, and a server that refuses what may not go.

    pre-commit tells the errors that what is staged would bring. commit-msg spells Change:, Approved-by:
    and Reviewed-by: one way and tells names that nobody has. pre-receive, on a server's bare repository,
    plans every branch that is pushed, shows the plan to whoever pushes, and refuses on protected branches
    what may not go.
    """


command: click.Group = _group


@command.command("install", **settings())
@_NAMES
@click.option(
    "--protect",
    multiple=True,
    metavar="BRANCH",
    help="For pre-receive: refuse on these branches, such as 'release/*'; on the default branch, if not given.",
)
@click.option("--require-signed", "signed", is_flag=True, help="For pre-receive: only signed approvals count.")
@click.option("--force", is_flag=True, help="Take the place of another hook, which is kept as a backup.")
@click.pass_context
def install(
    context: click.Context, names: tuple[str, ...], protect: tuple[str, ...], signed: bool, force: bool
) -> None:
    """Put hooks where git looks for them: pre-receive in a bare repository, else pre-commit and commit-msg."""
    root = root_of(context)
    chosen = names or (("pre-receive",) if hooks.is_bare(root) else ("pre-commit", "commit-msg"))
    options = [word for branch in protect for word in ("--protect", branch)] + ["--require-signed"] * signed
    for name in chosen:
        hooks.install(root, [name], sys.executable, options if name == "pre-receive" else [], force)
    answer("\n".join(f"{hook.path}  installed" for hook in hooks.status(root) if hook.name in chosen))


@command.command("uninstall", **settings())
@_NAMES
@click.pass_context
def uninstall(context: click.Context, names: tuple[str, ...]) -> None:
    """Take away what install put there, and put back what was there before."""
    taken = hooks.uninstall(root_of(context), names or hooks.NAMES)
    lines = [f"{hook.path}  removed" + (f", {hook.backup.name} put back" if hook.backup else "") for hook in taken]
    answer("\n".join(lines) or "nothing of itsm's was installed")


@command.command("status", **settings())
@click.pass_context
def status(context: click.Context) -> None:
    """What stands where git looks for hooks."""
    found = hooks.status(root_of(context))
    answer("\n".join(f"{hook.name:<12}{_MEANINGS[hook.state]}  {hook.path}" for hook in found))


@command.group("run", hidden=True, **settings())
def run() -> None:
    """What the hooks call."""


@run.command("pre-commit", **settings())
@click.pass_context
def pre_commit(context: click.Context) -> None:
    """Errors that what is staged has and the last commit hasn't."""
    from itsm_as_code.cli._commit import brought  # noqa: PLC0415 - as cheap as its own work only

    told = brought(root_of(context), os.environ.get("GIT_INDEX_FILE"), date.today())
    if told:
        answer(told)
        context.exit(1)


@run.command("commit-msg", **settings())
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def commit_msg(context: click.Context, file: Path) -> None:
    """Trailers of the message that is about to be committed."""
    from itsm_as_code.cli._commit import tidy  # noqa: PLC0415 - as above

    wrong = tidy(root_of(context), file, os.environ.get("GIT_INDEX_FILE"))
    if wrong:
        answer("\n".join(f"itsm: {one}" for one in wrong))
        context.exit(1)


@run.command("pre-receive", **settings())
@click.option("--protect", multiple=True)
@click.option("--require-signed", "signed", is_flag=True)
@click.pass_context
def pre_receive(context: click.Context, protect: tuple[str, ...], signed: bool) -> None:
    """Every branch of a push, told on stdin."""
    from itsm_as_code.cli._push import judged  # noqa: PLC0415 - as above
    from itsm_as_code.formats._style import visible  # noqa: PLC0415 - as above

    root = context.find_root().params.get("root") or Path.cwd()
    found = judged(Path(root), sys.stdin.read(), protect, date.today(), signed=signed)
    refused = [f"refused: {visible(reason)}" for one in found for reason in one.refused]
    answer("\n\n".join(filter(None, [*(one.said for one in found), "\n".join(refused)])))
    if refused:
        context.exit(1)
