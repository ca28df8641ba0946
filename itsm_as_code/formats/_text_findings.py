"""Findings as text: what, where, why, and how to mend it; a summary at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itsm_as_code.formats._snippet import INVOLVED, MEANT, gutter_of, snippet
from itsm_as_code.formats._style import counted, paint, visible
from itsm_as_code.model import Finding, Report, Severity

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings(report: Report, *, quiet: bool = False) -> str:
    """All findings and the summary; quiet leaves out notes and summary."""
    shown = [one for one in report.findings if not (quiet and one.severity is Severity.INFO)]
    blocks = ["\n".join(lines_of(finding)) for finding in shown]
    return "\n\n".join(blocks if quiet else [*blocks, summary(report)])


def lines_of(finding: Finding) -> Iterator[str]:
    """One finding."""
    role = finding.severity.word
    head = paint(role, f"{WORDS[finding.severity]}[{visible(finding.rule)}]")
    yield f"{head}: {paint('strong', visible(finding.message))}"
    if finding.severity is Severity.INFO:
        yield from _note(finding)
        return
    places = [related.location for related in finding.related]
    gutter = gutter_of(finding.location, *places)
    yield from snippet(finding.location, gutter, MEANT, role)
    for related in finding.related:
        if finding.location.excerpt:
            yield f"{' ' * gutter} {paint('quiet', '|')}"
        yield from snippet(related.location, gutter, INVOLVED, "info", related.message)
    yield from _advice(finding, gutter)


def _note(finding: Finding) -> Iterator[str]:
    """What is only information takes its place and no more."""
    yield from snippet(replace(finding.location, excerpt=""), 2, MEANT, "info")
    if finding.hint:
        yield f"   {paint('quiet', '=')} {visible(finding.hint)}"


def _advice(finding: Finding, gutter: int) -> Iterator[str]:
    equals = f"{' ' * gutter} {paint('quiet', '=')}"
    if finding.location.excerpt and (finding.hint or finding.rule):
        yield f"{' ' * gutter} {paint('quiet', '|')}"
    if finding.hint:
        yield f"{equals} mend  {visible(finding.hint)}"
    clause = f" (ISO/IEC 20000-1 {finding.clause})" if finding.clause else ""
    yield f"{equals} more  {paint('quiet', f'itsm explain {visible(finding.rule)}{clause}')}"


def summary(report: Report) -> str:
    """What was found, and in how much."""
    errors, warnings, notes = (report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    parts = [
        counted(number, noun) for number, noun in ((errors, "error"), (warnings, "warning"), (notes, "note")) if number
    ]
    waived = f" · {report.suppressed:,} waived" if report.suppressed else ""
    where = f"{counted(report.files, 'file')} ({counted(report.entities, 'entity', 'entities')}){waived}"
    if not errors and not warnings:
        return f"{paint('good', 'All good')}: {', '.join(['no errors, no warnings', *parts])} in {where}"
    mendable = sum(bool(one.edits) for one in report.findings)
    offer = f"\n{counted(mendable, 'finding')} can be mended with itsm validate --fix" if mendable else ""
    return f"{paint('error' if errors else 'warning', ', '.join(parts))} in {where}{offer}"
