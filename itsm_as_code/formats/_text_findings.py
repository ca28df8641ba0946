"""Findings as text: what, where, why, and how to mend it; a summary at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itsm_as_code.formats._finding_data import shown
from itsm_as_code.formats._snippet import INVOLVED, MEANT, gutter_of, snippet
from itsm_as_code.formats._style import counted, paint, visible
from itsm_as_code.model import Finding, Report, Severity, Waived

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:
    """All findings and the summary; quiet leaves out notes and summary, `waived` adds what waivers took back."""
    blocks = ["\n".join(lines_of(finding)) for finding in shown(report, quiet)]
    blocks += ["\n".join(_excused(one)) for one in report.waived if waived]
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
    yield from snippet(finding.location, gutter, MEANT, role, finding.label)
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


def _excused(one: Waived) -> Iterator[str]:
    """A finding that a waiver took back: why, and until when."""
    finding = one.finding
    yield f"{paint('quiet', f'waived[{visible(finding.rule)}]')}: {visible(finding.message)}"
    yield from snippet(replace(finding.location, excerpt=""), 2, MEANT, "info")
    yield f"   {paint('quiet', '=')} until {one.until}: {visible(one.reason)}"


def _advice(finding: Finding, gutter: int) -> Iterator[str]:
    equals = f"{' ' * gutter} {paint('quiet', '=')}"
    if finding.location.excerpt and (finding.hint or finding.rule):
        yield f"{' ' * gutter} {paint('quiet', '|')}"
    for number, words in enumerate(finding.why):
        yield f"{equals} {'   ' if number else 'why'}   {visible(words)}"
    if finding.hint:
        yield f"{equals} mend  {visible(finding.hint)}"
    clause = f" (ISO/IEC 20000-1 {finding.clause})" if finding.clause else ""
    yield f"{equals} more  {paint('quiet', f'itsm explain {visible(finding.rule)}{clause}')}"


def summary(report: Report) -> str:
    """What was found, in how much, and what isn't among it."""
    errors, warnings, notes = (report.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    parts = [
        counted(number, noun) for number, noun in ((errors, "error"), (warnings, "warning"), (notes, "note")) if number
    ]
    where = f"{counted(report.files, 'file')} ({counted(report.entities, 'entity', 'entities')})"
    told = f" in {where}{''.join(f' · {words}' for words in _besides(report))}"
    if errors or warnings:
        return f"{paint('error' if errors else 'warning', ', '.join(parts))}{told}"
    return f"{paint('good', 'All good')}: {', '.join(['no errors, no warnings', *parts])}{told}"


def _besides(report: Report) -> Iterator[str]:
    """What a reader may want to know besides the numbers of findings."""
    if report.fixable:
        yield f"{report.fixable:,} can be fixed with --fix"
    if report.waived:
        yield f"{len(report.waived):,} waived"
    if report.known:
        yield f"{len(report.known):,} known"
    if report.mended:
        yield f"{report.mended:,} of the baseline {'is' if report.mended == 1 else 'are'} mended: write it again"
