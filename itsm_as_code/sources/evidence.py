"""Who said yes to a branch: trailers of its commits, signatures that git verifies, and what a forge knows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.changes import Evidence
from itsm_as_code.errors import WorldRefused, WrongUse
from itsm_as_code.schemas import ApprovalsFile, part_of
from itsm_as_code.sources import _git, _signatures
from itsm_as_code.sources._commit import Commit, Entry, commit_of
from itsm_as_code.sources._history import history
from itsm_as_code.sources.merging import workshop

TRAILERS = ("Approved-by", "Reviewed-by")


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a branch: every yes, and who wrote it.

    `given` holds for all of the branch. `stale` was said before something else was committed, named with
    the subjects of those commits, newest first.
    """

    given: tuple[Evidence, ...]
    stale: tuple[tuple[Evidence, tuple[str, ...]], ...]
    authors: tuple[str, ...]


def said(
    root: Path, base: Commit | None, head: Commit, forge: Sequence[Evidence] = (), *, signed: bool = False
) -> Said:
    """What the commits after `base`, up to `head`, say, and what a forge said about them.

    With `signed` the trailers, which anybody can write, count nothing: only signatures do, and the forge.
    """
    steps = {step.commit.id: step for step in history(root, start=head.id, since=base)}
    writing = [identity for identity, step in steps.items() if writes(root, step, steps)]
    authors = tuple(sorted({steps[identity].author for identity in writing}))
    found = [*(_signatures_of(root, steps) if signed else _trailers_of(steps)), *forge]
    given: list[Evidence] = []
    stale: list[tuple[Evidence, tuple[str, ...]]] = []
    for one in found:
        seen = _seen(one.commit or head.id, steps)
        later = tuple(steps[identity].subject for identity in writing if identity not in seen)
        if not later:
            given.append(one)
        elif one.kind != "signature":  # who signed an older commit meant that commit
            stale.append((one, later))
    return Said(tuple(given), tuple(stale), authors)


def approvals_in(file: Path) -> tuple[Evidence, ...]:
    """What a file says that a CI job filled from its forge.

    Raises:
        WrongUse: it isn't such a file; the message names the first thing that is wrong with it.
    """
    try:
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise WorldRefused(f"{file} can't be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise WrongUse(f"{file} is no JSON: {error}", "docs/how-to/change-record.md shows one") from error
    found = part_of(ApprovalsFile, value if isinstance(value, dict) else {})
    if isinstance(found, tuple):
        path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in found[0].path).lstrip(".")
        raise WrongUse(f"{file}: {path or 'all of it'}: {found[0].message}", found[0].hint)
    assert isinstance(found, ApprovalsFile)
    return tuple(Evidence(one.by, "forge", one.commit or "") for one in found.approvals)


def writes(root: Path, step: Entry, steps: Mapping[str, Entry]) -> bool:
    """Whether a commit itself changes anything: not an empty one, and not a merge that is as git makes it."""
    if not step.parents:
        return True
    if len(step.parents) == 1:
        parent = step.parents[0].id
        return step.tree != (steps[parent].tree if parent in steps else _tree(root, parent))
    return step.tree != merged(root, [parent.id for parent in step.parents])


def merged(root: Path, parents: Sequence[str]) -> str:
    """The tree that git makes of two commits by itself, `""` where it can't, or where there are more of them."""
    if len(parents) != 2:
        return ""
    with workshop(root) as place:
        try:
            made = place.merge(*map(commit_of, parents))
        except WorldRefused:
            return ""
        return "" if made.conflicts else _tree(made.root, made.commit.id)


def _tree(root: Path, commit: str) -> str:
    return _git.tell(root, "rev-parse", f"{commit}^{{tree}}").decode("ascii").strip()


def _trailers_of(steps: Mapping[str, Entry]) -> Iterator[Evidence]:
    for identity, step in steps.items():
        for by in dict.fromkeys(by for key in TRAILERS for by in step.said(key)):
            yield Evidence(by, "trailer", identity)


def _signatures_of(root: Path, steps: Mapping[str, Entry]) -> Iterator[Evidence]:
    for identity, signer in _signatures.signers(root, steps).items():
        yield Evidence(signer, "signature", identity)
    for identity, signer in _signatures.tag_signers(root, steps):
        yield Evidence(signer, "signature", identity)


def _seen(commit: str, steps: Mapping[str, Entry]) -> Collection[str]:
    """A commit and those before it: what somebody who looked at it has seen."""
    found: set[str] = set()
    agenda = [commit]
    while agenda:
        identity = agenda.pop()
        if identity in steps and identity not in found:
            found.add(identity)
            agenda += [parent.id for parent in steps[identity].parents]
    return found
