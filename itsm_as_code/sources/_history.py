"""Who changed the repository and when, along the first parents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from itsm_as_code.errors import WorldRefused
from itsm_as_code.sources import _git, _objects
from itsm_as_code.sources._commit import Entry, commit_of


def history(root: Path, limit: int) -> Iterator[Entry]:
    """The newest `limit` steps that led to HEAD, newest first."""
    out = _git.tell(root, "rev-list", "--first-parent", "--parents", f"--max-count={max(limit, 0)}", "HEAD", "--")
    steps = [line.split() for line in out.decode("ascii").splitlines()]
    commits = _objects.contents(root, (step[0] for step in steps))
    for step, content in zip(steps, commits, strict=True):
        author, date, subject = _said(content or b"")
        parent = commit_of(step[1]) if len(step) > 1 else None
        yield Entry(commit_of(step[0]), parent, author, date, subject)


def _said(content: bytes) -> tuple[str, datetime, str]:
    """The author, the date and the first line of the message of a commit object."""
    # Only here: importing GitPython costs more than a whole small command. Its reader of author lines takes any
    # repository; its repository object would start git in an environment that we haven't cleaned.
    try:
        from git.objects.util import Actor, from_timestamp, parse_actor_and_date  # noqa: PLC0415 - as said above
    except ImportError as error:  # it wants a git that its own variables may name wrongly
        reason = next(iter(str(error).splitlines()), "unknown reason")
        raise WorldRefused(f"GitPython cannot be loaded: {reason}", "unset GIT_PYTHON_GIT_EXECUTABLE") from None

    head, _, message = content.partition(b"\n\n")
    fields = dict(line.split(b" ", 1) for line in reversed(head.split(b"\n")) if b" " in line)
    encoding = fields.get(b"encoding", b"utf-8").decode("ascii", "replace")
    line = _text(b"author " + fields.get(b"author", b""), encoding)
    try:
        actor, seconds, offset = parse_actor_and_date(line)
        date = from_timestamp(seconds, offset)
    except (OverflowError, OSError, ValueError):  # a date that no calendar has
        actor, date = Actor(line.removeprefix("author ").partition("<")[0].strip(), ""), datetime.fromtimestamp(0, UTC)
    author = f"{actor.name} <{actor.email}>" if actor.email else actor.name or ""
    return author, date, next(iter(_text(message, encoding).strip().splitlines()), "")


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "replace")
    except LookupError:  # an encoding that nobody knows
        return raw.decode("utf-8", "replace")
