"""A changed file as a unified diff, which `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from itsm_as_code.formats._style import paint, visible
from itsm_as_code.model import TextFile

_ROLES = {"---": "strong", "+++": "strong", "@@": "name", "+": "good", "-": "bad"}


def diff(before: TextFile, after: TextFile, *, shown: bool) -> str:
    """The difference of two states of a file; `shown` to people, what can't be seen becomes visible."""
    old, new = (_git_lines(file.data.decode()) for file in (before, after))
    return "\n".join(_lines(unified_diff(old, new, f"a/{before.path}", f"b/{after.path}"), shown))


def _git_lines(text: str) -> list[str]:
    """The lines as git counts them: only a line feed ends one."""
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def _lines(lines: Iterator[str], shown: bool) -> Iterator[str]:
    for line in lines:
        text = line.removesuffix("\n")
        role = next((role for start, role in _ROLES.items() if text.startswith(start)), "")
        text = visible(text.removesuffix("\r")) if shown else text
        yield paint(role, text) if role else text
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
