"""What pages may show of a text: hidden characters made visible, long texts cut, addresses that are safe to follow."""

from __future__ import annotations

import html
import re
from functools import cache
from unicodedata import east_asian_width

SHORT = 100
"""The most of a title that a list or a heading shows."""
LONG = 4_000
"""The most of any other text that stands on a page in one piece."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_FOLLOWED = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")


def visible(text: str) -> str:
    """The text with every character that hides, reorders or controls shown as its code, `⟨U+202E⟩`."""
    return text if text.isprintable() else _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def cut(text: str, most: int = SHORT) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def one_line(text: str, most: int = SHORT) -> str:
    """The text on one line, cut."""
    return cut(" ".join(text[: most * 4].split()), most)


def width(text: str) -> int:
    """How many columns a text takes; an ideograph takes two."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def cut_to_width(text: str, columns: int) -> str:
    """The text on one line, cut so that it takes no more than so many columns."""
    text = one_line(text, columns + 1)
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept) + _columns(char) > columns - 1:
            break
        kept += char
    return f"{kept.rstrip()}…"


@cache
def _columns(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


def address(text: str) -> str:
    """The address to link to, or nothing where a browser might take it for more than http, https or mailto.

    Looked at as a browser would see it: browsers drop control characters and white space inside
    a scheme, and whoever pastes the text elsewhere may have its entities decoded.
    """
    plain = _HIDDEN.sub("", text[:LONG]).strip()
    decoded = _HIDDEN.sub("", html.unescape(plain)).strip()
    usable = all(_FOLLOWED.match(one) and not re.search(r"[\s<>\"`\\]", one) for one in (plain, decoded))
    return plain if usable else ""


def contact(text: str) -> str:
    """The address behind a text that is one: a web address or an e-mail address; nothing for any other text."""
    return f"mailto:{text}" if _MAIL.fullmatch(text) else address(text)
