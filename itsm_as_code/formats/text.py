"""Text for people on a terminal; each answer's own words are imported when it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width

if TYPE_CHECKING:
    from itsm_as_code.changes import Plan
    from itsm_as_code.changes.backtest import Backtest
    from itsm_as_code.changes.record import Record, Register
    from itsm_as_code.formats._answers import Check, Entry, LastChange
    from itsm_as_code.graph import Availability, Cuts, Impact, Landscape, Ranking
    from itsm_as_code.model import Ref, Report


def findings(report: Report, *, quiet: bool = False, waived: bool = False) -> str:
    """The answer of `itsm validate`."""
    from itsm_as_code.formats import _text_findings  # noqa: PLC0415 - as said above

    return _text_findings.findings(report, quiet=quiet, waived=waived)


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The answer of `itsm impact`."""
    from itsm_as_code.formats import _text_impact  # noqa: PLC0415 - as said above

    return _text_impact.impact(answer, landscape, everything=everything)


def cuts(answer: Cuts, landscape: Landscape) -> str:
    """The answer of `itsm cuts` about one entity."""
    from itsm_as_code.formats import _text_cuts  # noqa: PLC0415 - as said above

    return _text_cuts.cuts(answer, landscape)


def ranking(answer: Ranking, landscape: Landscape) -> str:
    """The answer of `itsm cuts` about the whole landscape."""
    from itsm_as_code.formats import _text_cuts  # noqa: PLC0415 - as said above

    return _text_cuts.ranking(answer, landscape)


def availability(answers: Sequence[Availability], landscape: Landscape) -> str:  # noqa: ARG001 - called alike everywhere
    """The answer of `itsm availability`."""
    from itsm_as_code.formats import _text_availability  # noqa: PLC0415 - as said above

    return _text_availability.availability(answers)


def plan(answer: Plan, *, everything: bool = False, columns: int | None = None) -> str:
    """The answer of `itsm plan`, for a terminal of so many columns."""
    from itsm_as_code.formats import _text_plan  # noqa: PLC0415 - as said above

    return _text_plan.plan(answer, everything=everything, columns=columns or _text_plan.COLUMNS)


def backtest(answer: Backtest) -> str:
    """The answer of `itsm plan --backtest`."""
    from itsm_as_code.formats import _text_backtest  # noqa: PLC0415 - as said above

    return _text_backtest.backtest(answer)


def register(answer: Register) -> str:
    """The answer of `itsm changes`."""
    from itsm_as_code.formats import _text_register  # noqa: PLC0415 - as said above

    return _text_register.register(answer)


def verification(record: Record, checks: Sequence[Check]) -> str:
    """The answer of `itsm changes verify`."""
    from itsm_as_code.formats import _text_register  # noqa: PLC0415 - as said above

    return _text_register.verification(record, checks)


def log(entries: Iterable[Entry]) -> str:
    """The answer of `itsm log`: a block for each commit, a line for each field."""
    blocks = []
    for entry in entries:
        when = entry.date.isoformat(sep=" ", timespec="minutes")
        record = f"  {visible(entry.change)}" if entry.change else ""
        head = f"{paint('name', entry.commit[:10])} {when}  {visible(entry.author)}{record}"
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


def last_changes(name: Ref, found: Sequence[LastChange]) -> str:
    """The answer of `itsm log REF --fields`: a line for each field."""
    rows = [(visible(one.path), cut(visible(one.value), 40), *_when(one.entry)) for one in found]
    columns = [min(48, max(map(width, column), default=0)) for column in zip(*rows, strict=True)]
    lines = [paint("strong", str(name))]
    for row in rows:
        path, value, *rest = (pad(cut(text, 48), size) for text, size in zip(row, columns, strict=True))
        lines.append("  ".join((f"  {path}", value, *rest)).rstrip())
    return "\n".join(lines)


def _when(entry: Entry | None) -> tuple[str, str, str, str]:
    if entry is None:
        return "", "", "before this history begins", ""
    author = entry.author.partition(" <")[0]
    return entry.commit[:10], entry.date.date().isoformat(), visible(author), visible(entry.change or entry.subject)


def _side(text: str | None) -> str:
    return paint("quiet", "∅") if text is None else cut(visible(text), 60)
