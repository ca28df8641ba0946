"""Walks a repository's history and tells what each commit did to entities, or to one, whatever it was called then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from itsm_as_code.changes import Case, EntityChange, diff, own
from itsm_as_code.formats._answers import Entry
from itsm_as_code.graph import connect
from itsm_as_code.model import Ref
from itsm_as_code.reading import differing, read
from itsm_as_code.sources import revision

Read = Callable[[Sequence[str]], list[bytes | None]]
Changes = tuple[EntityChange, ...]
_NOTHING = (connect(read(())), connect(read(())))


def entries(root: Path, limit: int | None) -> Iterator[Entry]:
    """What each of the newest commits did to any entity, newest first."""
    steps = list(revision.history(root, limit))
    files = revision.differences(root, steps)
    with revision.reader(root) as read_objects:
        for step in steps:
            sides = [files.get((step.commit.id, number), ()) for number in range(max(1, len(step.parents)))]
            if all(sides):
                yield from _told(step, own([_changes(read_objects, side) for side in sides]))


def entries_of(root: Path, ref: Ref, limit: int | None = None) -> Iterator[Entry]:
    """What each commit did to one entity, newest first; a rename leads on to the older name.

    Of a merge, the side is followed on which the entity was what it is after the merge, as `git log` does
    with a file; where it differs from every side, the merge changed it, and all are followed.
    """
    steps = list(revision.history(root, limit))
    files = revision.differences(root, steps)
    names: dict[str, set[Ref]] = {steps[0].commit.id: {ref}} if steps else {}
    with revision.reader(root) as read_objects:
        for step in steps:
            wanted = names.pop(step.commit.id, None)
            if wanted is None:
                continue
            sides = _sides(read_objects, step, files, wanted)
            for number, side in enumerate(sides):
                if all(sides) or not side:
                    for parent in step.parents[number : number + 1]:
                        names.setdefault(parent.id, set()).update(_earlier(wanted, side))
            if all(sides):
                yield from _told(step, own(sides))


def _sides(read_objects: Read, step: revision.Entry, files: revision.Differences, wanted: set[Ref]) -> list[Changes]:
    """What differs from each parent; once nothing differs from one, the others aren't looked at."""
    found: list[Changes] = []
    for number in range(max(1, len(step.parents))):
        found.append(_changes(read_objects, files.get((step.commit.id, number), ()), wanted))
        if not found[-1]:
            break
    return found


def _earlier(wanted: Collection[Ref], changes: Changes) -> set[Ref]:
    """What these were called before."""
    formerly = {one.ref: one.formerly for one in changes if one.formerly}
    return {formerly.get(ref, ref) for ref in wanted}


def _told(step: revision.Entry, changes: Changes) -> Iterator[Entry]:
    if changes:
        change = next(iter(step.said("change")), None)
        yield Entry(step.commit.id, step.author, step.date, step.subject, changes, change)


def _changes(read_objects: Read, files: Sequence[revision.Difference], wanted: Collection[Ref] = ()) -> Changes:
    """What differs in these files of what is wanted, or of everything."""
    found = difference(read_objects, files, [ref.name for ref in wanted]).changes
    return tuple(one for one in found if one.ref in wanted) if wanted else found


def difference(read_objects: Read, files: Sequence[revision.Difference], names: Sequence[str] = ()) -> Case:
    """What differs in these files: only documents that differ are read, and only where one can hold a name."""
    ids = [identity for one in files for identity in (one.before, one.after) if identity]
    data = dict(zip(ids, read_objects(ids), strict=True))
    states = ((one.path, data.get(one.before) or b"", data.get(one.after) or b"") for one in files)
    old, new = differing(states, names)
    if not old and not new:
        return Case(*_NOTHING, ())
    before, after = connect(read(old)), connect(read(new))
    return Case(before, after, diff(before, after))
