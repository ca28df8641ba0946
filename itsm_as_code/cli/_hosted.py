"""Places as the host of a repository looks for them: from the top of its git work tree."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from itsm_as_code.model import Finding, Location, Report
from itsm_as_code.sources import working_tree

HOSTS = ("github", "gitlab", "sarif")
"""The formats whose readers know nothing of our root."""


def hosted(report: Report, root: Path) -> Report:
    """The report with paths that begin at the top of the git work tree."""
    folder = working_tree.folder_in_git(root)
    if not folder:
        return report
    return replace(
        report,
        findings=tuple(_moved(one, folder) for one in report.findings),
        waived=tuple(replace(one, finding=_moved(one.finding, folder)) for one in report.waived),
    )


def _moved(one: Finding, folder: str) -> Finding:
    return replace(
        one,
        location=_below(one.location, folder),
        related=tuple(replace(other, location=_below(other.location, folder)) for other in one.related),
        edits=tuple(replace(edit, location=_below(edit.location, folder)) for edit in one.edits),
    )


def _below(place: Location, folder: str) -> Location:
    return replace(place, path=folder + place.path)
