"""What is looked at before a commit: the errors that it would bring, and the trailers of its message."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from itsm_as_code.changes.trailers import ours, tidied
from itsm_as_code.cli._reading import opened_revision
from itsm_as_code.errors import WorldRefused
from itsm_as_code.formats import text
from itsm_as_code.model import Report, Severity
from itsm_as_code.sources import pushes, revision
from itsm_as_code.validators import against, sameness


def brought(root: Path, index: str | None, today: date) -> str:
    """The errors of what is staged that the last commit hasn't, as text; `""` where there are none."""
    report = _errors(opened_revision(root, pushes.staged(root, index)).checked(today))
    last = pushes.tip(root, "HEAD") if report.findings else None
    if last is not None:
        known = opened_revision(root, last).checked(today).findings
        report = against(report, Counter(map(sameness, known)))
    return text.findings(report) if report.findings else ""


def _errors(report: Report) -> Report:
    return replace(report, findings=tuple(one for one in report.findings if one.severity is Severity.ERROR))


def tidy(root: Path, file: Path, index: str | None) -> list[str]:
    """Spells the trailers of a message one way, in its file, and tells what is wrong with them."""
    try:
        message = file.read_text(encoding="utf-8", errors="surrogateescape")
        trailers = revision.trailers(root, message)
        if not ours(message):
            return []
        new, wrong = tidied(message, trailers, opened_revision(root, pushes.staged(root, index)).landscape)
        if new != message:
            file.write_text(new, encoding="utf-8", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise WorldRefused(f"{file} can't be used: {error.strerror or error}") from error
    return wrong
