"""The words in which a register of changes speaks of people, times and states, in whatever format."""

from __future__ import annotations

from collections.abc import Iterable

from itsm_as_code.changes.record import Merged, Record
from itsm_as_code.schemas import Period


def name_of(record: Record) -> str:
    """What a record is called: its change, or the commit that nobody wrote one for."""
    if record.ref is not None:
        return str(record.ref).removeprefix("change:")
    return record.merges[0].commit[:10] if record.merges else ""


def when(record: Record) -> str:
    """The window, else the day it came in."""
    if record.window is not None:
        return stretch(record.window)
    return record.merges[0].date.strftime("%Y-%m-%d %H:%M %z") if record.merges else ""


def stretch(period: Period) -> str:
    """`2026-12-06 01:00 – 05:00 +0800`; with both days, where they differ."""
    end = "%H:%M %z" if period.start.date() == period.end.date() else "%Y-%m-%d %H:%M %z"
    return f"{period.start:%Y-%m-%d %H:%M} – {period.end.strftime(end)}"


def person(text: str) -> str:
    """A name without its address."""
    return text.partition(" <")[0]


def agreed(step: Merged) -> str:
    """Who agreed to a merge, each once."""
    return ", ".join(dict.fromkeys(person(one.by) for one in step.approvals))


def lacking(step: Merged) -> tuple[str, ...]:
    """Whose approval a merge lacked by the policy of then; nothing where nobody asked again."""
    return tuple(str(one.by) for one in step.judged.approvals if not one.given) if step.judged else ()


def risk(step: Merged) -> str:
    """`high (62)`."""
    return f"{step.judged.risk.level} ({step.judged.risk.score})" if step.judged else ""


def result(record: Record) -> str:
    """What came of it, and what it caused."""
    caused = f", caused {', '.join(record.incidents)}" if record.incidents else ""
    return f"{record.result}{caused}"


def warnings(record: Record) -> Iterable[str]:
    """What somebody has to see to."""
    if record.overdue is not None:
        yield f"an emergency that should have been reviewed by {record.overdue}"
    if record.ref is None:
        touched = len(record.merges[0].touched)
        yield f"{touched} {'entity' if touched == 1 else 'entities'} changed without a Change"
    for step in record.merges[:1]:
        if lacking(step):
            yield f"came in without {', '.join(lacking(step))}"
