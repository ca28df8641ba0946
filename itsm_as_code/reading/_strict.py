"""The reference reader: YAML 1.2 over PyYAML's C events, with the position of every key and value.

PyYAML's own constructors speak YAML 1.1, recurse, and lose positions; its event stream does neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser

from itsm_as_code.reading._builder import MAX_FAULTS, Builder, Unreadable
from itsm_as_code.reading._marks import Fault, Parsed, lines_of
from itsm_as_code.reading._syntax import syntax_fault

# libyaml takes these for line breaks, as YAML 1.1 did; in 1.2 they are text.
_NOT_BREAKS = "\u0085\u2028\u2029"
# Directives of no version yet are to be ignored (YAML 1.2.2, section 6.8.1); libyaml refuses them.
_RESERVED = re.compile(r"^%(?!YAML[ \t]|TAG[ \t])(?=[A-Za-z]+(?:[ \t]|$))", re.MULTILINE)


def read(text: str) -> tuple[list[Parsed], list[Fault]]:
    """All documents of a text, with positions, and every fault found on the way.

    A document with a fault is among them as far as it got, so that its name stays known. What can't
    be parsed ends its own document only: reading goes on after the next `---`.
    """
    stand_ins = _stand_ins(text)
    builder = Builder(stand_ins)
    plain = text.translate({ord(char): stand_in for char, stand_in in stand_ins.items()})
    rest: str | None = _RESERVED.sub("#", plain) if "%" in plain else plain
    while rest is not None:
        rest = _read_on(builder, rest)
    return builder.documents, builder.faults


def _read_on(builder: Builder, text: str) -> str | None:
    """Reads until the end or the first thing that can't be parsed; what is left to read after it."""
    try:
        for event in _events(text):
            builder.take(event)
    except Unreadable:
        builder.give_up()
    except yaml.YAMLError as error:
        builder.faults.append(syntax_fault(error, text, max(builder.index, 0)))
        builder.give_up()
        mark = getattr(error, "problem_mark", None)
        if mark is not None and len(builder.faults) < MAX_FAULTS:
            return _after(text, mark.line)
    return None


def _after(text: str, line: int) -> str | None:
    """The documents that follow, kept on their lines by blanking out what stands before them."""
    lines = lines_of(text)
    separator = next((number for number in range(max(line, 1), len(lines)) if lines[number].startswith("---")), None)
    return None if separator is None else "\n" * separator + "\n".join(lines[separator:])


def _events(text: str) -> Iterator[Any]:
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _stand_ins(text: str) -> dict[str, str]:
    """A character of the private use area, one that the text doesn't use, for each old break it has."""
    there = [char for char in _NOT_BREAKS if char in text]
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    return dict(zip(there, free, strict=False))
