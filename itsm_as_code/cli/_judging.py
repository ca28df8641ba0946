"""Judges what leads from one commit to another, as a change board would, by what the commits themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from itsm_as_code.changes import Case, Evidence, Judged, Plan, judge, plan_of
from itsm_as_code.cli._reading import Opened, opened_revision
from itsm_as_code.graph import connect
from itsm_as_code.reading import Configuration, read
from itsm_as_code.sources import revision
from itsm_as_code.sources.evidence import Said, said


@dataclass(frozen=True, slots=True)
class Yes:
    """Which approvals count: those a forge told beside what is in git, and whether they have to be signed."""

    forge: Sequence[Evidence] = ()
    signed: bool = False


def planned(
    root: Path, base: revision.Commit | None, head: revision.Commit, branch: str, today: date
) -> tuple[Plan, Opened, Opened]:
    """The plan from one commit, or from nothing, to another, with both sides."""
    before = opened_revision(root, base) if base else Opened(connect(read(())), Configuration(), ())
    after = opened_revision(root, head)
    names = (base.short if base else "nothing", f"{branch} {head.short}".strip())
    return plan_of(before.landscape, after.landscape, names, today, after.configuration), before, after


def judgement(
    root: Path, base: revision.Commit | None, head: revision.Commit, today: date, yes: Yes, branch: str = ""
) -> tuple[Plan, Judged, Said, Opened]:
    """The plan, what a change board makes of it by the rules of before, what was said, and how things were before."""
    plan, before, after = planned(root, base, head, branch, today)
    words = said(root, base, head, yes.forge, signed=yes.signed)
    spares = plan.reach.redundancy_lost
    case = Case(before.landscape, after.landscape, plan.changes, spares, today, after.words)
    return plan, judge(case, words.given, words.authors, before.configuration, before.settings), words, before
