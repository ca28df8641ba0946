"""Text for people on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from itsm_as_code.changes import Plan
from itsm_as_code.formats import _text_findings, _text_impact, _text_plan
from itsm_as_code.formats._answers import Entry
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width
from itsm_as_code.graph import Impact, Landscape
from itsm_as_code.model import Report


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:
    """The answer of `itsm validate`."""
    return _text_findings.findings(report, quiet=quiet, waived=waived)


def impact(answer: Impact, landscape: Landscape) -> str:
    """The answer of `itsm impact`."""
    return _text_impact.impact(answer, landscape)


def plan(answer: Plan) -> str:
    """The answer of `itsm plan`."""
    return _text_plan.plan(answer)


def log(entries: Iterable[Entry]) -> str:
    """The answer of `itsm log`: a block for each commit, a line for each field."""
    blocks = []
    for entry in entries:
        when = entry.date.isoformat(sep=" ", timespec="minutes")
        head = f"{paint('name', entry.commit[:10])} {when}  {visible(entry.author)}"
        lines = [head, f"    {visible(entry.subject)}"]
        for change in entry.changes:
            lines.append(f"  {change.action} {paint('strong', str(change.ref))}")
            columns = min(48, max((width(visible(field.path)) for field in change.fields), default=0))
            lines += (
                f"      {pad(cut(visible(field.path), 48), columns)}  {_side(field.before)} → {_side(field.after)}"
                for field in change.fields
            )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) or f"{counted(0, 'commit')} changed this"


def _side(text: str | None) -> str:
    return paint("quiet", "∅") if text is None else cut(visible(text), 60)
