"""Which paths are read and how a path is shown: one rule for the working tree and for revisions."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence

from itsm_as_code.reading import path_glob

CONFIG_NAME = "itsm.yaml"
MAX_BYTES = 32 * 1024 * 1024

TOO_LARGE = "larger than 32 MiB"
LEAVES_ROOT = "a link that leaves the root; it was not followed"
DANGLING = "a link to something that does not exist"
LINK_LOOP = "a link that leads back to itself"
INTO_GIT = "a link into git's own folder; it was not followed"

_SUFFIXES = (".yaml", ".yml")
_FOREIGN_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ESCAPE = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def is_yaml(name: str) -> bool:
    """Whether a file of this name is read."""
    return name.lower().endswith(_SUFFIXES)


def is_skipped(name: str) -> bool:
    """Whether an entry of this name is passed over, with everything below it."""
    return name.startswith(".") or name in _FOREIGN_FOLDERS


def is_selected(path: str) -> bool:
    """Whether the file at this path, relative to the root, is data to be read."""
    return is_yaml(path) and path != CONFIG_NAME and not any(map(is_skipped, path.split("/")))


def shown(raw: bytes) -> str:
    r"""The path as text that can be printed; different paths stay different.

    Bytes that aren't UTF-8 and control characters become `\xe9`, `\u202e`, and a backslash is doubled,
    so that no name can look like the escape of another.
    """
    text = raw.decode("utf-8", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_shown_character, text))


def shown_name(path: str) -> str:
    """The same for a path as Python has it from the system or from a caller; never fails."""
    try:
        return shown(os.fsencode(path))
    except UnicodeEncodeError:  # a caller's text that this system's names can't hold
        return shown(path.encode("utf-8", "surrogatepass"))


def _shown_character(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) not in _HIDDEN_CATEGORIES:
        return character
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was no UTF-8, as surrogateescape carries it
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def raw(path: str) -> bytes:
    """The bytes that `shown` was given."""
    parts: list[bytes] = []
    end = 0
    for match in _ESCAPE.finditer(path):
        parts.append(path[end : match.start()].encode("utf-8", "surrogateescape"))
        byte, *character = match.groups()
        code = next(filter(None, character), None)
        parts.append(bytes.fromhex(byte) if byte else chr(int(code, 16)).encode("utf-8") if code else b"\\")
        end = match.end()
    parts.append(path[end:].encode("utf-8", "surrogateescape"))
    return b"".join(parts)


def ignorer(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether a path (a folder's ends in `/`) is ignored by patterns as in `.gitignore`; the last match wins."""
    rules = [_rule(pattern) for pattern in patterns if pattern.strip() and not pattern.startswith("#")]
    if not rules:
        return lambda _: False

    def ignored(path: str) -> bool:
        return next((verdict for verdict, rule in reversed(rules) if rule.match(path)), False)

    return ignored


def _rule(pattern: str) -> tuple[bool, re.Pattern[str]]:
    """What a match means (True: ignored), and the expression that matches a path or anything below it."""
    text = pattern.strip()
    verdict = not text.startswith("!")
    text = text.removeprefix("!")
    below = "/.*" if text.endswith("/") else "(?:/.*)?"
    text = text.rstrip("/")
    anywhere = "" if "/" in text else "(?:.*/)?"
    return verdict, re.compile(f"{anywhere}{path_glob(text.removeprefix('/'))}{below}\\Z", re.DOTALL)
