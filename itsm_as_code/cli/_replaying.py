"""Replays a repository's own merges: each is planned as it was then, and what came of it is looked up today."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from itsm_as_code.changes import Case, diff
from itsm_as_code.changes.backtest import Backtest, Replayed, Step, backtest, reverted_by, troubles
from itsm_as_code.changes.reach import lost_spares
from itsm_as_code.changes.risk import risk_of
from itsm_as_code.cli._reading import Opened, opened_revision
from itsm_as_code.sources import revision

CAUSED = "Caused-by"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known today: the landscape, what was named as a cause, what was reverted."""

    now: Opened
    caused: frozenset[str]
    reverted: frozenset[str]


def replay(root: Path, head: revision.Commit, most: int) -> Backtest:
    """The newest merges that led to a commit, or its newest commits, where there are no merges."""
    entries = list(revision.history(root, start=head.id))
    line = [one for one in revision.history(root, start=head.id, first_parent=True) if one.parents]
    wanted = [one for one in line if len(one.parents) > 1] or line
    steps = _steps(entries, wanted)
    caused = frozenset(value for one in entries for value in one.said(CAUSED))
    known = _Known(opened_revision(root, head), caused, reverted_by(one.subject for one in entries))
    return backtest(_replayed(root, wanted[:most], steps, known), max(0, len(wanted) - most))


def _steps(entries: Sequence[revision.Entry], wanted: Sequence[revision.Entry]) -> dict[str, Step]:
    """Each of the wanted with the commits it brought: what is reached from it and not from an older one."""
    by_id = {one.commit.id: one for one in entries}
    seen: set[str] = set()
    found = {}
    for one in reversed(wanted):
        if one.parent is not None:
            _reach(one.parent.id, by_id, seen)
        brought = _reach(one.commit.id, by_id, seen)
        subjects = frozenset(by_id[identity].subject for identity in brought)
        found[one.commit.id] = Step(one.commit.short, one.date, one.subject, frozenset(brought), subjects)
    return found


def _reach(start: str, by_id: dict[str, revision.Entry], seen: set[str]) -> list[str]:
    agenda, found = [start], []
    while agenda:
        identity = agenda.pop()
        if identity in by_id and identity not in seen:
            seen.add(identity)
            found.append(identity)
            agenda += [parent.id for parent in by_id[identity].parents]
    return found


def _replayed(
    root: Path, wanted: Sequence[revision.Entry], steps: dict[str, Step], known: _Known
) -> Iterator[Replayed]:
    after: Opened | None = None
    after_id = ""
    with _progress(wanted) as bar:
        for one in bar:
            assert one.parent is not None
            if after is None or after_id != one.commit.id:
                after = opened_revision(root, one.commit)
            before = opened_revision(root, one.parent, after)
            case = _case(before, after, one.date.date())
            found = troubles(steps[one.commit.id], case.changes, known.now.landscape, known.caused, known.reverted)
            yield Replayed(steps[one.commit.id], risk_of(case), tuple(found))
            after, after_id = before, one.parent.id


def _case(before: Opened, after: Opened, day: date) -> Case:
    changes = diff(before.landscape, after.landscape, day)
    spares = lost_spares(before.landscape, after.landscape)
    return Case(before.landscape, after.landscape, changes, spares, day, after.words)


def _progress(wanted: Sequence[revision.Entry]) -> Any:
    """A bar on stderr, on a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(wanted)
    return click.progressbar(wanted, label="replaying", file=sys.stderr)
