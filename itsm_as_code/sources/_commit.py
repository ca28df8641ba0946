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
    """One step of the history: who, when, and from which commit to which.

    `parent` is the first parent, None where history begins or a shallow clone ends.
    """

    commit: Commit
    parent: Commit | None
    author: str
    date: datetime
    subject: str


def commit_of(identity: str, name: str = "") -> Commit:
    """The commit with this full id; without a name it is called by the short id."""
    short = identity[:7]
    return Commit(identity, short, name or short)
