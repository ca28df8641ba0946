"""Judges what leads from one commit to another, as a change board would, by what the commits themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from itsm_as_code.changes import Evidence, Plan, Yes, plan_of
from itsm_as_code.changes.policy import own_policy
from itsm_as_code.cli._reading import Opened, opened_revision
from itsm_as_code.graph import connect
from itsm_as_code.reading import Configuration, read
from itsm_as_code.sources import revision
from itsm_as_code.sources.evidence import Said, said


@dataclass(frozen=True, slots=True)
class Counting:
    """Which approvals count: those a forge told beside what is in git, and whether they have to be signed."""

    forge: Sequence[Evidence] = ()
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, what the commits say, and whether there was a policy before, so that approvals are required."""

    plan: Plan
    said: Said
    governed: bool


def planned(
    root: Path,
    base: revision.Commit | None,
    head: revision.Commit,
    today: date,
    counting: Counting = Counting(),
    branch: str = "",
) -> Planned:
    """The plan from one commit, or from nothing, to another, with everything that was said about it."""
    after = opened_revision(root, head)
    before = opened_revision(root, base, after) if base else Opened(connect(read(())), Configuration(), ())
    names = (base.short if base else "nothing", f"{branch} {head.short}".strip())
    words = said(root, base, head, counting.forge, signed=counting.signed)
    governed = own_policy(before.landscape) is not None
    stale = tuple((one.by, later) for one, later in words.stale)
    yes = Yes(words.given, words.authors, governed, stale)
    plan = plan_of(before.landscape, after.landscape, names, today, after.configuration, yes)
    return Planned(plan, words, governed)
