"""Annotations of GitHub Actions: workflow commands that put findings on the lines of a pull request.

GitHub shows the first ten errors, ten warnings and ten notices of a step as annotations; the log of the step has
all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.formats._finding_data import shown
from itsm_as_code.formats._style import plain, visible
from itsm_as_code.formats._text_findings import summary
from itsm_as_code.model import Finding, Location, Report, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:
    """The answer of `itsm validate`: a line for each finding, and the summary, which GitHub leaves in the log."""
    lines = [_annotation(COMMANDS[one.severity], one, _words(one)) for one in shown(report, quiet)]
    for one in report.waived if waived else ():
        words = (f"waived until {one.until}: {one.reason}", one.finding.message)
        lines.append(_annotation("notice", one.finding, words))
    return "\n".join(lines if quiet else [*lines, plain(summary(report))])


def _annotation(command: str, finding: Finding, words: Iterator[str] | tuple[str, ...]) -> str:
    properties = {**_place(finding.location), "title": finding.rule}
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {told}::{'%0A'.join(_data(one) for one in words)}"


def _words(finding: Finding) -> Iterator[str]:
    yield f"{finding.message}: {finding.label}" if finding.label else finding.message
    yield from finding.why
    for other in finding.related:
        yield f"{other.location.path}:{other.location.line}: {other.message}"
    if finding.hint:
        yield f"Mend: {finding.hint}"


def _place(place: Location) -> dict[str, str]:
    """Where it stands. GitHub takes columns only on a single line, and counts the last one in."""
    lines = {"line": place.line, "endLine": place.end_line} if place.line else {}
    columns = {"col": place.column, "endColumn": max(place.column, place.end_column - 1)}
    on_one_line = place.line and place.end_line == place.line
    found = {**lines, **(columns if on_one_line else {})}
    return {"file": place.path, **{key: str(number) for key, number in found.items()}}


def _data(text: str) -> str:
    """A text after `::`, in which % begins an escape; line ends were made visible before."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """A text before `::`, in which the separators are escaped too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
