"""How text looks on a terminal: roles in colour, what can't be seen made visible, columns that line up."""

from __future__ import annotations

import re
import unicodedata

from itsm_as_code.model import HIDDEN

_ROLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;34",
    "strong": "1",
    "quiet": "2",
    "good": "32",
    "bad": "31",
    "name": "36",
}
_COLOUR = re.compile("\x1b\\[[0-9;]*m")


def paint(role: str, text: str) -> str:
    """A text in the colour of its role; whoever writes to something else than a terminal strips it."""
    return f"\x1b[{_ROLES[role]}m{text}\x1b[0m" if text else ""


def plain(text: str) -> str:
    """A painted text without its colours."""
    return _COLOUR.sub("", text)


def visible(text: str) -> str:
    """A text from a file, safe to show on one line: what controls a terminal is shown as its code."""
    if text.isascii() and text.isprintable():
        return text
    return HIDDEN.sub(lambda match: _code(match.group()), text)


def _code(char: str) -> str:
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    return named or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def width(text: str) -> int:
    """How many columns a text takes; East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, columns: int) -> str:
    """A text filled up to a number of columns."""
    return text + " " * max(0, columns - width(text))


def cut(text: str, columns: int) -> str:
    """A text of at most so many columns; what is left out is shown as an ellipsis."""
    if width(text) <= columns:
        return text
    taken, room = "", columns - 1
    for char in text:
        room -= width(char)
        if room < 0:
            break
        taken += char
    return f"{taken}…"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 error`, `2 errors`, `1,208 entities`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
