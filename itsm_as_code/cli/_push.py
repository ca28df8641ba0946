"""Judges a push: what each branch would become is planned, told, and refused where it may not go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from itsm_as_code.changes import Plan, plan_of
from itsm_as_code.cli._reading import Opened, opened_revision
from itsm_as_code.formats import text
from itsm_as_code.graph import connect
from itsm_as_code.model import Severity
from itsm_as_code.reading import Configuration, read
from itsm_as_code.sources import pushes, revision

MOST_LINES = 120
"""Lines of a plan that a push shows; whoever pushed can have the rest by itsm plan."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said about one reference, and why it may not go, `""` where it may."""

    said: str
    refused: str = ""


def judged(root: Path, told: str, protected: Sequence[str], today: date) -> list[Judgement]:
    """Each reference of a push that concerns a branch; tags and notes change nothing that is in force."""
    main = revision.current_branch(root)
    patterns = protected or (main,)
    found = []
    for update in pushes.updates(told):
        if update.branch and any(fnmatchcase(update.branch, pattern) for pattern in patterns):
            found.append(_protected(root, update, today))
        elif update.branch and update.after is not None:
            found.append(_other(root, update, update.after, main, today))
    return found


def _protected(root: Path, update: pushes.Update, today: date) -> Judgement:
    if update.after is None:
        return Judgement("", f"{update.branch} is protected and can't be deleted")
    if update.before is not None and (gone := pushes.lost(root, update.before, update.after)):
        commits = "1 commit" if gone == 1 else f"{gone} commits"
        return Judgement("", f"{update.branch} is protected and would lose {commits}: merge instead of forcing")
    if update.before is None:
        return _begun(root, update.after, update.branch, today)
    plan = _plan(root, update.before, update.after, update.branch, today)
    reason = f"{update.branch} is protected, and this may not go as it is" if plan.verdict == "blocked" else ""
    return Judgement(_shown(plan), reason)


def _begun(root: Path, after: revision.Commit, branch: str, today: date) -> Judgement:
    """The first push of a branch: there is nothing to compare with, so it is only validated."""
    report = opened_revision(root, after).checked(today)
    wrong = report.worst() is Severity.ERROR
    said = f"{branch} {after.short} begins\n\n{text.findings(report, quiet=wrong)}"
    return Judgement(_cut(said, "itsm validate"), f"{branch} is protected and can't begin with errors" if wrong else "")


def _other(root: Path, update: pushes.Update, after: revision.Commit, main: str, today: date) -> Judgement:
    """A branch that nothing is in force on: what it would do to the main one is told, and nothing is refused."""
    start = pushes.tip(root, main)
    base = pushes.common(root, start, after) if start else None
    return Judgement(_shown(_plan(root, base, after, update.branch, today)))


def _plan(root: Path, base: revision.Commit | None, head: revision.Commit, branch: str, today: date) -> Plan:
    before = opened_revision(root, base) if base else Opened(connect(read(())), Configuration(), ())
    after = opened_revision(root, head)
    names = (base.short if base else "nothing", f"{branch} {head.short}")
    return plan_of(before.landscape, after.landscape, names, today, after.configuration)


def _shown(plan: Plan) -> str:
    return _cut(text.plan(plan), f"itsm plan {plan.base} {plan.head.split()[-1]}")


def _cut(said: str, command: str) -> str:
    lines = said.splitlines()
    left = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"… {left} more lines: {command}"] if left > 0 else [])])
