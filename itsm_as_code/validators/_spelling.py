"""What rules about words share: several spellings of one word, and which of them is the usual one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping

_SEPARATORS = re.compile(r"[\s_./\"-]+")


def folded(text: str) -> str:
    """A word without what people write differently by accident: case, quotes, what stands between its parts."""
    return _SEPARATORS.sub("-", text.casefold()).strip("-")


def oddly_spelt(counted: Counter[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Words that are usually spelt in another way, each with the usual one; a word comes with what it is about.

    The most frequent spelling is the usual one; of two as frequent ones, the first in the alphabet.
    """
    usual: dict[tuple[str, str], tuple[int, str]] = {}
    for (about, word), times in counted.items():
        key = (about, folded(word))
        best = usual.get(key)
        if best is None or (-times, word) < (-best[0], best[1]):
            usual[key] = (times, word)
    found = {(about, word): usual[about, folded(word)][1] for about, word in counted}
    return {key: word for key, word in found.items() if key[1] != word}


def spelt(word: str) -> str:
    """A word as YAML that is a text whatever it looks like."""
    return json.dumps(word, ensure_ascii=False)
