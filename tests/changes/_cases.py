"""From two YAML texts to a branch that is judged, without a disk."""

from __future__ import annotations

from datetime import date

from itsm_as_code.changes import diff
from itsm_as_code.changes.case import Case
from tests.landscapes import TODAY, landscape_of


def case_of(before: str, after: str, today: date | None = TODAY) -> Case:
    """The branch that leads from one text to the other."""
    old, new = landscape_of(before) if before else landscape_of(), landscape_of(after) if after else landscape_of()
    return Case(old, new, diff(old, new), today=today)


def joined(*texts: str) -> str:
    """Several texts as one file."""
    return "\n---\n".join(text.strip("\n") for text in texts if text)
