"""Did you mean: the names nearest to a mistyped one, and the one that was surely meant."""

from __future__ import annotations

import re
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


_SHORT = 4
"""Characters below which one keystroke makes another word of a word."""


def surely(name: str, known: Iterable[str]) -> str:
    """The only known name that `name` can have been meant for, "" where that isn't sure.

    The same letters in another case or with other separators (`depends_on`, `dependsOn`); else one
    keystroke away, where no second name is as near and no digit differs: digits tell things apart.
    """
    names = sorted(set(known) - {name})
    same = [one for one in names if _letters(one) == _letters(name)]
    if same:
        return same[0] if len(same) == 1 else ""
    if len(name) < _SHORT:
        return ""
    near = [one for one in names if OSA.distance(name.lower(), one.lower(), score_cutoff=1) == 1]
    return near[0] if len(near) == 1 and re.sub(r"\D", "", near[0]) == re.sub(r"\D", "", name) else ""


def _letters(name: str) -> str:
    return re.sub(r"[_ -]", "", name).lower()
