"""Is everything that was written valid, and can every promise be kept?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import click

from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._hosted import HOSTS, hosted
from itsm_as_code.cli._kept import kept_or_new, worked_out
from itsm_as_code.cli._options import answer, examples, fixing, format_named, formats, output, quiet, rev, today
from itsm_as_code.errors import WrongUse
from itsm_as_code.model import Finding, Report, Severity
from itsm_as_code.reading.kept import Checked
from itsm_as_code.sources import working_tree

_LIMITS = {"error": Severity.ERROR, "warning": Severity.WARNING}


@click.command(
    "validate",
    **settings(
        epilog=examples(
            "itsm validate",
            "itsm validate --watch",
            "itsm validate --fix",
            "itsm validate services --format json",
            "itsm validate --rev v1.2 --fail-on warning",
            "itsm validate --write-baseline .itsm-baseline.json",
        )
    ),
)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Findings that FILE holds don't fail; itsm.yaml may name one, too.",
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write down all that is found, so that later only new findings fail.",
)
@click.option("--waived", is_flag=True, help="Tell what waivers took back, too: why, and until when.")
@click.option("--watch", is_flag=True, help="Ask again after each save, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next time.")
@formats("findings")
@fixing
@output
@rev
@today
@quiet
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    fail_on: str,
    baseline: Path | None,
    write_baseline: Path | None,
    waived: bool,
    watch: bool,
    form: str,
    fix: bool,
    show: bool,
    no_cache: bool,
    output: Path | None,
    rev: str | None,
    today: date | None,
    quiet: bool,
) -> None:
    """Is everything that was written valid, and can every promise be kept?

    Reads the whole repository, tells every finding at once, and exits with 1 where there is one at or
    above --fail-on. PATH limits what is told, and what --fix mends.
    """
    root = root_of(context, paths)

    def found() -> Checked:
        return (worked_out if no_cache else kept_or_new)(context, rev, paths, today or date.today())

    def told() -> Severity | None:
        checked = found()
        report = _without_known(checked, baseline, root, rev)
        report = _limited(replace(report, findings=(*checked.settings, *report.findings)), root, paths)
        report = hosted(report, root) if form in HOSTS else report
        answer(format_named(form).findings(report, quiet=quiet, waived=waived), output)
        return report.worst()

    if watch:
        _watch(root, told, apart=fix or show or bool(rev or write_baseline))
    if fix or show:
        _mend(context, rev, paths, today or date.today(), show, quiet)
    if write_baseline is not None:
        _write(found().report, write_baseline, paths)
        return
    worst = told()
    if fail_on != "never" and worst is not None and worst >= _LIMITS[fail_on]:
        context.exit(1)


# Whatever an answer that was kept doesn't need is imported where it is needed: asking again takes a moment.


def _watch(root: Path, ask: Callable[[], object], *, apart: bool) -> None:
    from itsm_as_code.cli._watching import watching  # noqa: PLC0415 - as said above

    if apart:
        raise WrongUse("--watch is of the working tree, and mends nothing", "leave --rev, --fix and the others out")
    watching(root, ask)


def _mend(
    context: click.Context, rev: str | None, paths: tuple[str, ...], today: date, show: bool, quiet: bool
) -> None:
    """Mends what can be mended, or ends after showing how."""
    from itsm_as_code.cli._mending import mends, show_mends, write_mends  # noqa: PLC0415 - as said above
    from itsm_as_code.cli._reading import opened  # noqa: PLC0415 - as said above

    mended = mends(context, opened(context, rev, paths), rev, today, _inside(root_of(context, paths), paths))
    if show:
        show_mends(mended, quiet)
        context.exit(1 if mended.files else 0)
    write_mends(context, paths, mended, quiet)


def _write(report: Report, place: Path, paths: tuple[str, ...]) -> None:
    from itsm_as_code.cli._baseline import write  # noqa: PLC0415 - as said above

    if paths:
        raise WrongUse("a baseline is of the whole repository", "leave the paths out")
    write(report, place)


def _without_known(found: Checked, given: Path | None, root: Path, rev: str | None) -> Report:
    if given is None and found.baseline is None:
        return found.report
    from itsm_as_code.cli._baseline import without_known  # noqa: PLC0415 - as said above

    return without_known(found.report, given, found.baseline, root, rev)


def _limited(report: Report, root: Path, paths: tuple[str, ...]) -> Report:
    """Only what lies in the given paths."""
    if not paths:
        return report
    here = _inside(root, paths)
    return replace(
        report,
        findings=tuple(filter(here, report.findings)),
        waived=tuple(one for one in report.waived if here(one.finding)),
        known=tuple(filter(here, report.known)),
        mended=0,
    )


def _inside(root: Path, paths: tuple[str, ...]) -> Callable[[Finding], bool]:
    """Whether a finding lies in the given paths; without any, everything does."""
    if not paths:
        return lambda _: True
    wanted = [PurePosixPath(path) for path in working_tree.inside(root, paths)]
    return lambda finding: any(PurePosixPath(finding.location.path).is_relative_to(path) for path in wanted)
