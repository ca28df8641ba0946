"""Did you mean: the names nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def nearest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` known names within a few keystrokes, nearest first, ties in alphabetical order.

    Swapped letters count as one keystroke (optimal string alignment). A third of the name may
    differ, at least one keystroke and at most four: further away is not a typo, it is another name.
    """
    allowed = min(4, max(1, len(name) // 3))
    found = process.extract(name, sorted(set(known) - {name}), scorer=OSA.distance, score_cutoff=allowed, limit=limit)
    return tuple(match for match, _, _ in found)
