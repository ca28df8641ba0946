"""Who changed the repository and when, in git's own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from itsm_as_code.sources import _git
from itsm_as_code.sources._commit import Commit, Entry, commit_of

_ASKED = ("%H", "%P", "%an", "%ae", "%aI", "%at", "%s", "%(trailers:only=true,unfold=true)", "%T")
"""Each ends at a NUL, which none of them can hold."""


def history(
    root: Path,
    limit: int | None = None,
    start: str = "HEAD",
    *,
    first_parent: bool = False,
    since: Commit | None = None,
) -> Iterator[Entry]:
    """The steps that led to a commit, newest first and none before those that followed it; at most `limit`.

    `since` leaves out what led to another commit already.
    """
    ends = [start, *([f"^{since.id}"] if since else [])]
    chosen = ["--topo-order", *(["--first-parent"] if first_parent else [])]
    chosen += [] if limit is None else [f"--max-count={max(limit, 0)}"]
    wanted = "--format=" + "".join(f"{one}%x00" for one in _ASKED)
    out = _git.tell(root, "rev-list", *chosen, "--encoding=UTF-8", wanted, "--end-of-options", *ends, "--")
    words = iter(out.decode("utf-8", "replace").split("\0"))
    for said in zip(*[words] * len(_ASKED), strict=False):  # what is left at the end is a line feed
        yield _entry(said)


def trailers(root: Path, message: str) -> tuple[tuple[str, str], ...]:
    """The trailers that git finds in a message."""
    told = message.encode("utf-8", "surrogateescape")
    out = _git.tell(root, "interpret-trailers", "--parse", told=told)
    return tuple(_pairs(out.decode("utf-8", "surrogateescape")))


def _entry(said: tuple[str, ...]) -> Entry:
    identity, parents, name, mail, day, seconds, subject, lines, tree = said
    commit = commit_of(identity.rpartition("\n")[2])  # rev-list says "commit …" above each
    author = f"{name} <{mail}>" if mail else name
    before = tuple(map(commit_of, parents.split()))
    return Entry(commit, before, author, _moment(day, seconds), subject, tuple(_pairs(lines)), tree)


def _moment(day: str, seconds: str) -> datetime:
    """When, in the author's own zone; in UTC, where no zone is so far away; 1970, where no calendar has it."""
    try:
        return datetime.fromisoformat(day)
    except ValueError:
        pass
    try:
        return datetime.fromtimestamp(int(seconds or 0), UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _pairs(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.splitlines():
        key, mark, value = line.partition(":")
        if mark:
            yield key.strip(), value.strip()
