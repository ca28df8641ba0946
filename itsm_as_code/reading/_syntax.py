"""Turns a parser's complaint into a fault with words a person can act on."""

from __future__ import annotations

import re
from typing import Any

from itsm_as_code.reading._marks import MAX_DEPTH, Fault, Span, lines_of

# What people meant when the parser says this; the first pattern that matches the line wins.
_MEANT = (
    (re.compile(r"^(<{7}|={7}|>{7})"), "a merge was left unfinished", "choose a side and remove the conflict markers"),
    (re.compile(r"\{\{|\{%"), "a template was not rendered", "render it first, or put the text in quotes"),
    (re.compile(r"^\s*\t|^\t"), "a tab can't indent in YAML", "indent with spaces"),
    (re.compile(r":\s+[@`]"), "a text can't begin with @ or `", "put the text in quotes"),
    (re.compile(r":\s+%"), "a text can't begin with %", "put the text in quotes"),
    (re.compile(r":\s+\*(\s|$)|:\s+&(\s|$)"), "* and & have a meaning in YAML", "put the text in quotes"),
    (re.compile(r"^[^#\"']*:\s+[^\"'\[{#|>][^#\"']*:\s"), "a second colon in one line", "put the text in quotes"),
)


_OPENED = re.compile(r"quoted scalar|flow (mapping|sequence)")


def syntax_fault(error: Any, text: str, document: int) -> Fault:
    """A fault at the place the parser stopped at, with its own words and what was probably meant."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _without_mark(error, text, document)
    problem, context = getattr(error, "problem", None) or str(error), getattr(error, "context", None) or ""
    if "nesting depth" in problem:  # newer parsers refuse a thousand brackets before they hand out the first
        return Fault("yaml-depth", f"nested more than {MAX_DEPTH} levels deep", _one(mark), "", document)
    if _OPENED.search(context) and error.context_mark is not None and "escape" not in problem:
        start = error.context_mark
        words = f"what is opened here is not closed (line {mark.line + 1}: {problem})"
        return Fault("yaml-syntax", words, _one(start), "close the quote or the bracket", document)
    lines = lines_of(text)
    words, hint = _in_words(problem, context, lines, mark.line)
    return Fault("yaml-syntax", words, _one(mark), hint, document)


def _one(mark: Any) -> Span:
    return Span(mark.line, mark.column, mark.line, mark.column + 1)


def _in_words(problem: str, context: str, lines: list[str], line: int) -> tuple[str, str]:
    near = [lines[number] for number in (line, line - 1) if 0 <= number < len(lines)]
    for pattern, meant, hint in _MEANT:
        if any(pattern.search(candidate) for candidate in near):
            return f"{meant} ({problem})", hint
    if ("block mapping" in context and "expected <block end>" in problem) or "did not find expected key" in problem:
        return f"this does not fit the indentation around it ({problem})", "keys of one mapping begin in one column"
    if problem == "mapping values are not allowed in this context":
        return (
            f"no key can stand here ({problem})",
            "keys of one mapping begin in one column; a colon in a text needs quotes",
        )
    if "document start" in problem:
        return f"a document ended above, and this is no new one ({problem})", "begin the next document with ---"
    return problem, ""


def _without_mark(error: Any, text: str, document: int) -> Fault:
    """Characters that YAML forbids come without a mark; find the first one."""
    for number, line in enumerate(lines_of(text)):
        found = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", line)
        if found:
            code = f"U+{ord(found.group()):04X}"
            span = Span(number, found.start(), number, found.end())
            return Fault(
                "yaml-syntax", f"the control character {code} can't stand in YAML", span, "remove it", document
            )
    return Fault("yaml-syntax", str(error).partition("\n")[0], None, "", document)
