"""Which files differ between commits and their parents, for a whole history in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from itsm_as_code.sources import _git, _select
from itsm_as_code.sources._commit import Entry

_OPTIONS = ("-r", "-z", "--raw", "--root", "--no-abbrev", "--no-renames", "--relative", "--ignore-submodules=all")
_FILES = (b"100644", b"100755")


class Difference(NamedTuple):
    """A YAML file that differs: its path and its content before and after, as ids; `""` where it isn't there."""

    path: str
    before: str
    after: str


Differences = Mapping[tuple[str, int], tuple[Difference, ...]]
"""Id of a commit and the number of its parent → the files that differ; nothing where none do."""


def differences(root: Path, entries: Iterable[Entry]) -> Differences:
    """Each commit compared with each of its parents, or with nothing where it has none.

    Links are left out: what they lead to is told where it stands.
    """
    found: dict[tuple[str, int], tuple[Difference, ...]] = {}
    agenda = list(entries)
    number = 0
    while agenda:  # git names only the commit before its answer, so each parent is a question of its own
        pairs = (f"{one.commit.id} {one.parents[number].id if one.parents else ''}\n" for one in agenda)
        out = _git.tell(root, "diff-tree", "--stdin", *_OPTIONS, told="".join(pairs).encode("ascii"))
        for identity, differing in _parsed(iter(out.split(b"\0"))):
            found[identity, number] = differing
        number += 1
        agenda = [one for one in agenda if len(one.parents) > number]
    return found


def _parsed(words: Iterator[bytes]) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    commit, differing = "", list[Difference]()
    for word in words:
        if word.startswith(b":"):
            differing += _difference(word, next(words))
        else:
            if differing:
                yield commit, tuple(differing)
            commit, differing = word.decode("ascii").strip(), []


def _difference(about: bytes, raw: bytes) -> Iterator[Difference]:
    path = _select.shown(raw)
    if _select.is_selected(path):
        mode_before, mode_after, before, after, _ = about.removeprefix(b":").split()
        ends = ((mode_before, before), (mode_after, after))
        ids = [identity.decode("ascii") if mode in _FILES else "" for mode, identity in ends]
        if any(ids):
            yield Difference(path, *ids)
