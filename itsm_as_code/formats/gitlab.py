"""GitLab's code quality report: findings in the merge request, compared with those of the target branch.

GitLab tells new findings from old ones by their fingerprints; they stay when lines move. What waivers took back has no
place in such a report.
"""

from __future__ import annotations

from typing import Any

from itsm_as_code.formats._finding_data import shown
from itsm_as_code.formats._json_text import json_text
from itsm_as_code.formats._style import visible
from itsm_as_code.model import Finding, Report, Severity
from itsm_as_code.validators import fingerprints

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:  # noqa: ARG001 - it has no word for them
    """The answer of `itsm validate`."""
    told = [_issue(one, fingerprint) for one, fingerprint in fingerprints(shown(report, quiet))]
    return json_text(told)


def _issue(one: Finding, fingerprint: str) -> dict[str, Any]:
    """One finding; what is wrong with a file as a whole stands on its first line."""
    place = one.location
    first = max(1, place.line)
    return {
        "type": "issue",
        "check_name": one.rule,
        "description": visible(f"{one.message} ({one.hint})" if one.hint else one.message),
        "severity": SEVERITIES[one.severity],
        "fingerprint": fingerprint,
        "location": {"path": visible(place.path), "lines": {"begin": first, "end": max(first, place.end_line)}},
    }
