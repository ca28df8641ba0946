"""Merges branches by git's own merge, in a bare repository of its own that only borrows the objects.

Nothing is checked out and nothing is written to the repository; its configuration, hooks, attributes and merge
drivers aren't even read, so that no program of somebody else's is started.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources import _git, _select
from itsm_as_code.sources._commit import Commit, commit_of

_AUTHOR = ("-c", "user.name=itsm", "-c", "user.email=itsm@localhost")
_USAGE = 129
"""How git ends where it doesn't know an option."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gives: a commit to merge further, its files to read, and the paths git couldn't merge.

    `root` and `tree` are read like any folder and revision, as long as the workshop is open.
    """

    commit: Commit
    root: Path
    tree: Commit
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """The place where merges are made; `prefix` is the folder of the repository that is looked at."""

    place: Path
    prefix: str

    def merge(self, one: Commit, other: Commit) -> Merged:
        """Both together. Where git can't merge them, the files hold its marks: look at `conflicts` first."""
        answer = _git.ask(
            self.place, "merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", one.id, other.id
        )
        if answer.code == _USAGE:
            raise WorldRefused("this git can't merge without a checkout", "install git 2.38 or newer")
        if "unrelated histories" in answer.err:
            hint = "in a shallow clone: git fetch --unshallow, then try again"
            raise WorldRefused(f"{one.name} and {other.name} have no commit in common here", hint)
        if answer.code not in (0, 1):
            raise _git.refusal(self.place, answer.err)
        tree, *paths = answer.out.split(b"\0")
        made = _git.tell(self.place, *_AUTHOR, "commit-tree", "-m", "both", "-p", one.id, "-p", other.id, _id(tree))
        conflicts = tuple(sorted({_select.shown(path) for path in paths if path}))
        return Merged(commit_of(_id(made), f"{one.name} + {other.name}"), self.place, self._below(_id(tree)), conflicts)

    def _below(self, tree: str) -> Commit:
        """The folder that is looked at, in a tree; an empty one, where the tree doesn't have it."""
        if not self.prefix:
            return commit_of(tree)
        name = f"{tree}:{self.prefix}"
        answer = _git.ask(self.place, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return commit_of(_id(answer.out if not answer.code else _git.tell(self.place, "mktree")))


@contextmanager
def workshop(root: Path) -> Iterator[Workshop]:
    """A place to merge commits of this repository in, gone afterwards."""
    about = ("--show-object-format", "--path-format=absolute", "--git-path", "shallow")
    kind, shallow = _lines(_git.tell(root, "rev-parse", *about))
    prefix = _lines(_git.tell(root, "rev-parse", "--show-prefix"))[0].rstrip("/")
    with tempfile.TemporaryDirectory(prefix="itsm-merge-") as folder:
        place = Path(folder)
        _git.tell(place, "init", "--quiet", "--bare", "--template=", f"--object-format={kind}")
        (place / "objects" / "info").mkdir(exist_ok=True)
        alternates = place / "objects" / "info" / "alternates"
        alternates.write_bytes(
            "".join(f"{one}\n" for one in _git.object_folders(root)).encode("utf-8", "surrogateescape")
        )
        if Path(shallow).is_file():
            (place / "shallow").write_bytes(Path(shallow).read_bytes())
        yield Workshop(place, prefix)


def unmerged(root: Path, base: Commit, head: Commit) -> tuple[Commit, ...]:
    """The branches, here and of remotes, that are in neither of two commits and not built on the second; newest first.

    A branch that is on a remote too is told once.
    """
    apart = (f"--no-merged={base.id}", f"--no-merged={head.id}", f"--no-contains={head.id}")
    look = ("for-each-ref", "--sort=-committerdate", "--format=%(objectname) %(symref) %(refname)", *apart)
    found: dict[str, Commit] = {}
    for line in _lines(_git.tell(root, *look, "refs/heads", "refs/remotes")):
        identity, _, rest = line.partition(" ")
        symbolic, _, name = rest.partition(" ")
        if name and not symbolic:
            found.setdefault(identity, commit_of(identity, name.split("/", 2)[2]))
    return tuple(found.values())


def _lines(out: bytes) -> list[str]:
    return out.decode("utf-8", "surrogateescape").split("\n")[:-1] or [""]


def _id(out: bytes | str) -> str:
    return out.decode("ascii").strip() if isinstance(out, bytes) else out
