"""The register of changes as a table for wikis and auditors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itsm_as_code.changes.record import Record, Register
from itsm_as_code.formats import _register_words as words
from itsm_as_code.formats._style import visible

_HEAD = ("change", "what", "type", "state", "when", "asked by", "merged", "agreed by", "risk", "result")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def register(answer: Register) -> str:
    """The answer of `itsm changes`."""
    rows = [_HEAD, ("---",) * len(_HEAD), *(tuple(map(_cell, _row(one))) for one in answer.records)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if answer.freezes:
        lines += ["", "| freeze | when | why |", "| --- | --- | --- |"]
        for one in answer.freezes:
            lines.append(f"| {_cell(one.title)} | {words.stretch(one.period)} | {_cell(one.reason)} |")
    return "\n".join(lines)


def _row(record: Record) -> Iterator[str]:
    step = next(iter(record.merges), None)
    yield from (words.name_of(record), record.title, record.type, record.state, words.when(record))
    yield str(record.requester or "")
    yield f"{step.date:%Y-%m-%d} {words.person(step.by)}" if step else ""
    yield words.agreed(step) if step else ""
    yield words.risk(step) if step else ""
    yield "; ".join(filter(None, (words.result(record), *words.warnings(record))))


def _cell(text: str) -> str:
    """What somebody wrote, so that it stays one cell and marks up nothing."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split())))
