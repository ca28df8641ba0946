"""Data for scripts, as scripts: a browser that opens a page from the disk may load those and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from itsm_as_code.website._text import one_line, visible
from itsm_as_code.website._words import Words


def data_script(name: str, data: Any) -> bytes:
    """A script that hands over its data by a name; read as JSON, which is faster than reading code.

    What hides is made visible, as on every page, and no `<` is left, so that nothing in it looks like markup to
    whoever takes it for a page.
    """
    text = visible(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("<", "\\u003c")
    return f"window.{name} = JSON.parse('{quoted}');\n".encode()


def plain_text(text: str, most: int) -> str:
    """A text on one line, cut, with what hides made visible."""
    return visible(one_line(text, most))


def words_data(words: Words, prefixes: tuple[str, ...], also: Iterable[str], counts: Iterable[str]) -> dict[str, Any]:
    """The words a script needs: phrases by how their names begin or by name, and forms of what it counts."""
    phrases = vars(words.phrases)
    return {
        "phrases": {name: phrases[name] for name in sorted(phrases) if name.startswith(prefixes) or name in also},
        "counts": {thing: words.counts[thing] for thing in counts},
        "plural": "".join(str(words.number(number)) for number in range(200)),
    }
