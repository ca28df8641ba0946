"""A calendar (iCalendar, RFC 5545): the forward schedule of changes, with the freezes, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from itsm_as_code.changes.record import Record, Register
from itsm_as_code.formats import _register_words as words
from itsm_as_code.schemas import Period

if TYPE_CHECKING:
    from icalendar import Event

_STATUS = {"cancelled": "CANCELLED"}


def register(answer: Register) -> str:
    """The answer of `itsm changes`: each change that has a window, and each period of a freeze."""
    from icalendar import Calendar  # noqa: PLC0415 - only who asks for a calendar pays for it

    calendar = Calendar()
    calendar.add("prodid", "-//itsm-as-code//itsm changes//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in sorted((*_changes(answer), *_freezes(answer)), key=lambda one: (one["start"], one["uid"])):
        calendar.add_component(_event(event))
    text: str = calendar.to_ical().decode()
    return text.removesuffix("\n")  # whoever writes it ends the last line


def _changes(answer: Register) -> Iterator[dict[str, object]]:
    for record in answer.records:
        if record.window is not None and record.ref is not None:
            merged = record.merges[0].date if record.merges else record.window.start
            about = {"uid": str(record.ref), "summary": f"{words.name_of(record)}: {record.title}"}
            status = _STATUS.get(record.state, "CONFIRMED")
            yield {**about, **_times(record.window, merged), "description": _description(record), "status": status}


def _freezes(answer: Register) -> Iterator[dict[str, object]]:
    for one in answer.freezes:
        about = {"uid": f"{one.ref}@{one.period.start.isoformat()}", "summary": f"Freeze: {one.title}"}
        stamp = one.period.start
        yield {**about, **_times(one.period, stamp), "description": one.reason, "status": "CONFIRMED"}


def _times(period: Period, stamp: datetime) -> dict[str, object]:
    """In UTC, so that no zone has to be described; stamped with what git knows, so that the bytes stay the same."""
    return {"start": period.start.astimezone(UTC), "end": period.end.astimezone(UTC), "stamp": stamp.astimezone(UTC)}


def _description(record: Record) -> str:
    asked = f"Asked for by {record.requester}." if record.requester else ""
    agreed = [f"Agreed by {words.agreed(step)}." for step in record.merges[:1] if step.approvals]
    return " ".join(filter(None, (f"{record.type.capitalize()} change, {record.state}.", asked, *agreed)))


def _event(event: dict[str, object]) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    found = Event()
    names = {"uid": "uid", "stamp": "dtstamp", "start": "dtstart", "end": "dtend"}
    for key, name in names.items():
        found.add(name, event[key])
    for key in ("summary", "description", "status"):
        if event[key]:
            found.add(key, event[key])
    return found
