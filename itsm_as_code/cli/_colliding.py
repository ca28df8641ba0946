"""Other branches beside this one: each is merged in memory, with the base and with this one, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from itsm_as_code.changes import Collision, Sides, collision
from itsm_as_code.cli._reading import Opened, opened_revision
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape
from itsm_as_code.sources import merging, revision

MOST = 20
"""Open branches that are looked at, the newest; each is read twice."""


def branches(
    root: Path, base: revision.Commit, head: revision.Commit, named: Sequence[str], every: bool
) -> tuple[list[revision.Commit], tuple[str, ...]]:
    """The branches to look at, those that were named first, then by name; and the names of those that are too many."""
    wanted = [revision.resolve(root, one) for one in dict.fromkeys(named)]
    for one in wanted:
        if one.id == head.id:
            raise WrongUse(f"{one.name} is the very commit that is planned", "name another branch with --against")
    known = {one.id for one in wanted}
    found = [one for one in merging.unmerged(root, base, head) if one.id not in known] if every else []
    newest = sorted(found[:MOST], key=lambda one: one.name)  # told in the order of names, like all lists
    return [*wanted, *newest], tuple(sorted(one.name for one in found[MOST:]))


def collisions(
    root: Path,
    base: revision.Commit,
    head: revision.Commit,
    others: Sequence[revision.Commit],
    before: Opened,
    today: date,
) -> Iterator[Collision]:
    """How each of the others gets in the way of HEAD once both are merged into the base."""
    with merging.workshop(root) as workshop:
        ours = workshop.merge(base, head)
        mine = _read(ours, before)
        for other in others:
            theirs, both = workshop.merge(base, other), workshop.merge(ours.commit, other)
            conflicts = tuple(sorted({*theirs.conflicts, *both.conflicts}))
            together = None if ours.conflicts or conflicts else _read(both, before)
            sides = Sides(before.landscape, mine, _read(theirs, before), together)
            yield collision(other.name, sides, conflicts, today, before.configuration)


def _read(merged: merging.Merged, before: Opened) -> Landscape:
    """What was merged; read beside the base, so that nothing is remembered of a folder that goes."""
    return opened_revision(merged.root, merged.tree, before).landscape
