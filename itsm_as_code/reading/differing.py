"""Of two states of some files, only the documents that aren't in both: what a history has to look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from itsm_as_code.model import TextFile

_START = re.compile(rb"^---(?=\s|\Z)", re.MULTILINE)
_NOT_APART = re.compile(rb"^(?:%|\.\.\.)", re.MULTILINE)


def differing(
    files: Iterable[tuple[str, bytes, bytes]], names: Sequence[str] = ()
) -> tuple[list[TextFile], list[TextFile]]:
    """What stands before but not after, and after but not before, in any of these files (path, before, after).

    With `names`, nothing, unless one of these documents can name one of them: a name stands in a document as it is, if
    the document escapes no characters. Lines are counted anew.
    """
    wanted = [name.encode() for name in names]
    files = list(files)
    if not any(_may_name(side, wanted) for _, *sides in files for side in sides):
        return [], []
    states = [(path, *_documents(before, after)) for path, before, after in files]
    if not any(_may_name(one, wanted) for _, *sides in states for side in sides for one in side):
        return [], []
    old: Counter[bytes] = Counter(one for _, before, _ in states for one in before)
    new: Counter[bytes] = Counter(one for _, _, after in states for one in after)
    return _left(states, 1, old - new), _left(states, 2, new - old)


_State = tuple[str, list[bytes], list[bytes]]


def _left(states: Iterable[_State], side: int, only_here: Counter[bytes]) -> list[TextFile]:
    """Files of the documents that are only on this side; of several alike, the first are taken."""
    found = []
    for path, before, after in states:
        kept = []
        for one in (before, after)[side - 1]:
            if only_here[one] > 0:
                only_here[one] -= 1
                kept.append(one)
        if kept:
            found.append(TextFile(path, b"\n---\n".join(kept)))
    return found


def _documents(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    sides = (before, after)
    if any(_NOT_APART.search(side) for side in sides):  # directives and ends of documents: all of it is one
        return [before], [after]
    start, end = _alike(before, after)
    old, new = (_said(side[start : len(side) - end]) for side in sides)
    return old, new


def _said(text: bytes) -> list[bytes]:
    """The documents that say something; what indents the first line belongs to them."""
    documents = (one.strip(b"\r\n") for one in _START.split(text) if not one.isspace())
    return [one for one in documents if one]


def _alike(before: bytes, after: bytes) -> tuple[int, int]:
    """How many bytes at the beginning and at the end belong to documents that are the same on both sides."""
    start = _common(before, after)
    start = max(0, before.rfind(b"\n---", 0, start) + 1)
    rest = min(len(before), len(after)) - start
    end = _common(before[::-1][:rest], after[::-1][:rest])
    tail = before[len(before) - end :]
    boundary = _START.search(tail, 1)
    return start, len(tail) - boundary.start() if boundary else 0


def _common(these: bytes, those: bytes) -> int:
    """The length of the common beginning."""
    low, high = 0, min(len(these), len(those))
    while low < high:
        middle = (low + high + 1) // 2
        if these[low:middle] == those[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _may_name(document: bytes, names: Sequence[bytes]) -> bool:
    return not names or b"\\" in document or any(name in document.lower() for name in names)
