"""The words for what git knows: a commit, and an entry of its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit; `name` is what the user said, `short` what people are shown."""

    id: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history: who, when, and from which commits to which.

    Without parents history begins, or a shallow clone ends. `trailers` are the lines such as `Change: chg-7` at the
    end of the message, in their order; `tree` is the id of all that it holds.
    """

    commit: Commit
    parents: tuple[Commit, ...]
    author: str
    date: datetime
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    tree: str = ""

    @property
    def parent(self) -> Commit | None:
        """The first parent: the branch that a merge was made on."""
        return self.parents[0] if self.parents else None

    def said(self, key: str) -> tuple[str, ...]:
        """The values of a trailer, however its key is spelled in upper and lower case."""
        return tuple(value for name, value in self.trailers if name.lower() == key.lower())


def commit_of(identity: str, name: str = "") -> Commit:
    """The commit with this full id; without a name it is called by the short id."""
    short = identity[:7]
    return Commit(identity, short, name or short)
