"""Findings as plain data, the same in every answer that holds some, and which of them are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from itsm_as_code.model import Finding, Location, Report, Severity, Waived


def shown(report: Report, quiet: bool) -> list[Finding]:
    """The findings that are told: all, or where it is to be quiet those that have to be acted on."""
    return [one for one in report.findings if not (quiet and one.severity is Severity.INFO)]


def finding_data(one: Finding) -> Mapping[str, Any]:
    """Everything that is known of a finding."""
    return {
        "rule": one.rule,
        "severity": one.severity.word,
        "message": one.message,
        **_place(one.location),
        "ref": str(one.ref) if one.ref else None,
        "hint": one.hint or None,
        "url": f"docs/reference/rules/{one.rule}.md",
        "clause": one.clause or None,
        "label": one.label or None,
        "why": list(one.why),
        "related": [
            {**_place(other.location), "message": other.message, "ref": str(other.ref) if other.ref else None}
            for other in one.related
        ],
        "edits": [{**_place(edit.location), "text": edit.text} for edit in one.edits],
    }


def waived_data(one: Waived) -> Mapping[str, Any]:
    """A finding that a waiver took back, why, and until when."""
    return {"finding": finding_data(one.finding), "reason": one.reason, "until": one.until.isoformat()}


def _place(place: Location) -> Mapping[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
