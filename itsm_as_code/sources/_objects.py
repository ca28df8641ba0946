"""Reads git's objects through one `git cat-file --batch` process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha1, sha256
from itertools import islice
from pathlib import Path
from typing import IO

from itsm_as_code.errors import WorldRefused
from itsm_as_code.model import TextFile
from itsm_as_code.sources import _git, _select

# So many ids fit any pipe's buffer, so that neither side ever waits for the other to read.
_AT_ONCE = 50


def ids_of(files: Iterable[TextFile], length: int) -> dict[str, bytes]:
    """What is in these files by the ids that git gives it; `length` is that of its ids, 40 or 64."""
    make = sha1 if length == 40 else sha256
    found = {}
    for file in files:
        if not file.problem:
            named = make(b"blob %d\0" % len(file.data), usedforsecurity=False)
            named.update(file.data)
            found[named.hexdigest()] = file.data
    return found


def contents(root: Path, ids: Iterable[str]) -> Iterator[bytes | None]:
    """The bytes of each object in the order asked; None for one of more than 32 MiB."""
    pending = iter(ids)
    first = list(islice(pending, _AT_ONCE))
    if not first:
        return
    with _git.conversation(root, "cat-file", "--batch") as (questions, answers, complaints):
        batch = first
        while batch:
            _ask(questions, batch)
            for identity in batch:
                yield _content(root, identity, answers, complaints)
            batch = list(islice(pending, _AT_ONCE))


@contextmanager
def reader(root: Path) -> Iterator[Callable[[Sequence[str]], list[bytes | None]]]:
    """The same for whoever learns from one answer what to ask next; git is ended on leaving."""
    with _git.conversation(root, "cat-file", "--batch") as (questions, answers, complaints):

        def read(ids: Sequence[str]) -> list[bytes | None]:
            found = []
            for start in range(0, len(ids), _AT_ONCE):
                batch = list(ids[start : start + _AT_ONCE])
                _ask(questions, batch)
                found += [_content(root, identity, answers, complaints) for identity in batch]
            return found

        yield read


def _ask(questions: IO[bytes], ids: list[str]) -> None:
    try:
        questions.write("".join(f"{identity}\n" for identity in ids).encode("ascii"))
        questions.flush()
    except BrokenPipeError:
        pass  # git has ended; the answer that is missing says why


def _content(root: Path, identity: str, answers: IO[bytes], complaints: IO[bytes]) -> bytes | None:
    header = answers.readline().split()
    if not header:
        complaints.seek(0)
        raise _git.refusal(root, complaints.read().decode("utf-8", "replace"))
    if len(header) != 3:
        raise WorldRefused(
            f"the object {identity[:12]} is missing from the repository at {_select.shown_name(str(root.absolute()))}",
            "run git fsck; in a partial clone, fetch it first",
        )
    size = int(header[2])
    if size <= _select.MAX_BYTES:
        return answers.read(size + 1)[:-1]
    _pass_over(answers, size + 1)
    return None


def _pass_over(answers: IO[bytes], size: int) -> None:
    while size:
        part = answers.read(min(size, 1 << 20))
        if not part:
            return
        size -= len(part)
