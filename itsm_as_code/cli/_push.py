"""Judges a push: what each branch would become is planned, told, and refused where it may not go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from itsm_as_code.changes import Judged, Plan
from itsm_as_code.cli._judging import Counting, planned
from itsm_as_code.cli._reading import opened_revision
from itsm_as_code.formats import text
from itsm_as_code.model import Severity
from itsm_as_code.sources import pushes, revision
from itsm_as_code.sources.evidence import Said

MOST_LINES = 120
"""Lines of a plan that a push shows; whoever pushed can have the rest by itsm plan."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said about one reference, and why it may not go; without a reason it may."""

    said: str
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A branch of a push, the commits it leads from and to, and by what it is judged."""

    root: Path
    branch: str
    base: revision.Commit | None
    head: revision.Commit
    today: date
    signed: bool = False


def judged(root: Path, told: str, protected: Sequence[str], today: date, *, signed: bool = False) -> list[Judgement]:
    """Each reference of a push that concerns a branch; tags and notes change nothing that is in force."""
    main = revision.current_branch(root)
    patterns = protected or (main,)
    found = []
    for update in pushes.updates(told):
        if not update.branch:
            continue
        if not any(fnmatchcase(update.branch, pattern) for pattern in patterns):
            if update.after is not None:
                found.append(_other(root, update.branch, update.after, main, today))
        elif update.after is None:
            found.append(Judgement("", (f"{update.branch} is protected and can't be deleted",)))
        else:
            found.append(_protected(Asked(root, update.branch, update.before, update.after, today, signed)))
    return found


def _protected(asked: Asked) -> Judgement:
    if asked.base is None:
        return _begun(asked)
    if gone := pushes.lost(asked.root, asked.base, asked.head):
        commits = "1 commit" if gone == 1 else f"{gone} commits"
        return Judgement("", (f"{asked.branch} is protected and would lose {commits}: merge instead of forcing",))
    counting = Counting(signed=asked.signed)
    found = planned(asked.root, asked.base, asked.head, asked.today, counting, asked.branch)
    blocked = found.plan.verdict == "blocked"
    reasons = [f"{asked.branch} is protected, and this may not go as it is"] if blocked else []
    if found.governed:  # who has a policy means to have approvals; it doesn't judge its own arrival
        reasons += _missing(found.plan.judged, found.said)
    return Judgement(_shown(found.plan), tuple(reasons))


def _missing(answer: Judged, words: Said) -> Iterator[str]:
    """What a change board would send back: approvals that aren't there, freezes, errors about the branch."""
    for approval in answer.approvals:
        if not approval.given:
            yield f"{approval.by} has not approved: {approval.because}"
    for evidence, later in words.stale:
        yield f"{evidence.by} approved before this was added: {', '.join(later)}"
    for stranger in answer.strangers:
        yield f"nobody here is {stranger}, who approved"
    for hit in answer.freezes:
        if hit.allowed_by is None:
            yield f"{hit.freeze} is on from {hit.start:%Y-%m-%d %H:%M %z}: {hit.reason or 'no reason given'}"
    for finding in answer.findings:
        if finding.severity is Severity.ERROR:
            yield finding.message


def _begun(asked: Asked) -> Judgement:
    """The first push of a branch: there is nothing to compare with, so it is only validated."""
    report = opened_revision(asked.root, asked.head).checked(asked.today)
    wrong = report.worst() is Severity.ERROR
    shown = _cut(f"{asked.branch} {asked.head.short} begins\n\n{text.findings(report, quiet=wrong)}", "itsm validate")
    return Judgement(shown, (f"{asked.branch} is protected and can't begin with errors",) if wrong else ())


def _other(root: Path, branch: str, after: revision.Commit, main: str, today: date) -> Judgement:
    """A branch that nothing is in force on: what it would do to the main one is told, and nothing is refused."""
    start = pushes.tip(root, main)
    base = pushes.common(root, start, after) if start else None
    return Judgement(_shown(planned(root, base, after, today, branch=branch).plan))


def _shown(plan: Plan) -> str:
    return _cut(text.plan(plan), f"itsm plan {plan.base} {plan.head.split()[-1]}")


def _cut(shown: str, command: str) -> str:
    lines = shown.splitlines()
    left = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"… {left} more lines: {command}"] if left > 0 else [])])
