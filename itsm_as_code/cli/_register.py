"""Reads the register of changes from the merges of the main branch, and holds one change against what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from itsm_as_code.changes.record import Merged
from itsm_as_code.cli._judging import Counting, planned
from itsm_as_code.cli._walking import difference
from itsm_as_code.formats._answers import Check
from itsm_as_code.model import Severity
from itsm_as_code.sources import evidence, revision


def merges(root: Path, start: str, limit: int, *, weigh: bool) -> Iterator[Merged]:
    """The newest steps of a branch that touched entities or brought Changes; `weigh` judges each of them again."""
    steps = list(revision.history(root, limit, start, first_parent=True))
    files = revision.differences(root, steps)
    with revision.reader(root) as read_objects:
        for step in steps:
            case = difference(read_objects, files.get((step.commit.id, 0), ()))
            if case.changes and step.parent is not None:  # the first commit is where the record begins, and no change
                declares = tuple(one.ref for one in case.declared)
                said = evidence.said(root, step.parent, step.commit)
                judged = planned(root, step.parent, step.commit, step.date.date()).plan.judged if weigh else None
                told = (step.commit.id, step.author, step.date, step.subject, tuple(case.touched), declares)
                yield Merged(*told, said.authors, said.given, judged)


def verified(root: Path, own: Sequence[Merged], counting: Counting) -> Iterator[Check]:
    """Whether each step that brought a change is what was approved, and what was declared."""
    for merge in own:
        (step,) = revision.history(root, 1, merge.commit, first_parent=True)
        yield from _checks(root, step, counting)


def _checks(root: Path, step: revision.Entry, counting: Counting) -> Iterator[Check]:
    """By the policy, the teams and the freezes there were before the step, as of the day of the step."""
    found = planned(root, step.parent, step.commit, step.date.date(), counting)
    plan, judged, said = found.plan, found.plan.judged, found.said
    commit = step.commit.id
    given = tuple(f"{one.by} ({one.kind})" for one in said.given)
    stale = tuple(f"{one.by} had not seen: {', '.join(later)}" for one, later in said.stale)
    yield Check(commit, "approved", bool(given), given or ("nobody approved what was merged",))
    yield Check(commit, "nothing added since", not stale, stale or ("no commit after an approval",))
    if found.governed:
        missing = tuple(f"{one.by}: {one.because}" for one in judged.approvals if not one.given)
        yield Check(commit, "everybody approved", not missing, missing or ("all that the policy of then asks for",))
    if len(step.parents) > 1:
        clean = not evidence.writes(root, step, {})
        words = "as git merges it" if clean else "the merge itself changes something that neither side has"
        yield Check(commit, "merged as it was", clean, (words,))
    errors = tuple(one.message for one in judged.findings if one.severity > Severity.INFO)
    yield Check(commit, "did what it declared", not errors, errors or (_counted(len(plan.changes)),))
    frozen = tuple(f"{one.freeze}: {one.reason}" for one in judged.freezes if one.allowed_by is None)
    yield Check(commit, "outside freezes", not frozen, frozen or ("no freeze was on, or it was allowed",))


def _counted(number: int) -> str:
    return f"{number} {'change' if number == 1 else 'changes'} to entities, all declared"
