"""Globs of paths as in `.gitignore`: one spelling for files that are ignored and for selectors."""

from __future__ import annotations

import re


def path_glob(glob: str) -> str:
    """A regular expression for paths: `*` and `?` stay within a folder, `**` crosses them, `[a-c]` is one of these."""
    while "**/**/" in glob:  # the same as one of them, and many of them would cost time
        glob = glob.replace("**/**/", "**/")
    parts = re.findall(r"\*\*/|/\*\*\Z|\*+|\?|\[[!^]?\]?[^\]/]*\]|.", glob, re.DOTALL)
    return "".join(map(_part, parts))


def _part(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "/**":
        return "/.*"
    if part.startswith("*"):
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if len(part) > 1:
        return _character_set(part)
    return re.escape(part)


def _character_set(part: str) -> str:
    body = part[1:-1]
    negated = "^" if body[:1] in ("!", "^") else ""
    body = re.sub(r"([\\\[\]^&~|])", r"\\\1", body[len(negated) :])
    body = re.sub(r"(?<=.)--", r"-\\-", body, flags=re.DOTALL)  # Python keeps two of them for later, and warns
    try:
        re.compile(f"[{negated}{body}]")
    except re.error:  # such as [z-a]: it means itself
        return re.escape(part)
    return f"(?!/)[{negated}{body}]"
