"""The register of changes as data for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from itsm_as_code.changes.record import Merged, Record, Register
from itsm_as_code.formats._answers import Check, named
from itsm_as_code.schemas import Period


def register(answer: Register) -> dict[str, Any]:
    """The answer of `itsm changes`."""
    freezes = [
        {"ref": str(one.ref), "title": one.title, "reason": one.reason, **_period(one.period)} for one in answer.freezes
    ]
    return {"changes": [_record(one) for one in answer.records], "freezes": freezes}


def _record(record: Record) -> dict[str, Any]:
    return {
        "ref": str(record.ref) if record.ref else None,
        "title": record.title,
        "type": record.type or None,
        "state": record.state,
        "requester": str(record.requester) if record.requester else None,
        "window": _period(record.window) if record.window else None,
        "result": record.result or None,
        "incidents": list(record.incidents),
        "reviewOverdueSince": record.overdue.isoformat() if record.overdue else None,
        "merges": [_merge(step) for step in record.merges],
    }


def _merge(step: Merged) -> dict[str, Any]:
    return {
        "commit": step.commit,
        "by": step.by,
        "date": step.date.isoformat(),
        "subject": step.subject,
        "touched": named(step.touched),
        "authors": list(step.authors),
        "approvals": [{"by": one.by, "kind": one.kind, "commit": one.commit or None} for one in step.approvals],
        "risk": {"score": step.judged.risk.score, "level": step.judged.risk.level} if step.judged else None,
        "lacking": [str(one.by) for one in step.judged.approvals if not one.given] if step.judged else None,
    }


def _period(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def verification(record: Record, checks: Sequence[Check]) -> dict[str, Any]:
    """The answer of `itsm changes verify`."""
    return {
        "change": str(record.ref) if record.ref else None,
        "passed": all(check.passed for check in checks),
        "checks": [
            {"commit": one.commit, "name": one.name, "passed": one.passed, "seen": list(one.seen)} for one in checks
        ],
    }
