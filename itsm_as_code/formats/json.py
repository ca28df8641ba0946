"""JSON for scripts; its shape is a contract, each answer with a schema under schemas/json/answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from itsm_as_code.changes import Change, Plan
from itsm_as_code.formats._answers import Entry, entity_data, named
from itsm_as_code.graph import Charge, Cost, Impact, Impacted, Landscape, Level, Reason, Step
from itsm_as_code.model import HIDDEN, Finding, Ref, Report, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import iso_duration

VERSION = 1


def _text(answer: dict[str, Any]) -> str:
    text = json.dumps({"version": VERSION, **answer}, ensure_ascii=False, indent=2)
    return HIDDEN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    """Line ends are the layout's own; everything else that can't be seen only stands inside texts."""
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"


def findings(report: Report, *, quiet: bool = False) -> str:
    """The answer of `itsm validate`; quiet leaves out what is only information."""
    shown = [one for one in report.findings if not (quiet and one.severity is Severity.INFO)]
    summary = {
        "files": report.files,
        "entities": report.entities,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "suppressed": report.suppressed,
    }
    return _text({"findings": [_finding(one) for one in shown], "summary": summary})


def _finding(one: Finding) -> dict[str, Any]:
    place = one.location
    return {
        "rule": one.rule,
        "severity": one.severity.word,
        "message": one.message,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "ref": str(one.ref) if one.ref else None,
        "hint": one.hint or None,
        "url": f"docs/reference/rules/{one.rule}.md",
    }


def entities(chosen: Iterable[Entity], landscape: Landscape) -> str:
    """The answer of `itsm ls` and `itsm show`."""
    return _text({"entities": [entity_data(one, landscape) for one in chosen]})


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:  # noqa: ARG001 - called alike
    """The answer of `itsm impact`."""
    scenario = answer.scenario
    costs = {(one.agreement, one.service): one for one in answer.costs}
    return _text(
        {
            "scenario": {
                "failed": [{"ref": str(ref), "level": level.word} for ref, level in sorted(scenario.failed.items())],
                "duration": None if scenario.duration is None else iso_duration(scenario.duration),
                "start": scenario.start.isoformat() if scenario.start else None,
                "assumed": list(scenario.assumed),
            },
            "impacted": [
                _impacted(one, answer.courses[one.ref]) for one in sorted(answer.impacted, key=lambda one: one.ref)
            ],
            "agreements": [_agreement(ref, service, costs.get((ref, service))) for ref, service in answer.agreements],
            "contacts": [{"ref": str(ref), "because": because} for ref, because in answer.contacts],
            "heldByCycle": named(answer.held_by_cycle),
            "quieter": answer.quieter
            and {
                "start": answer.quieter.start.isoformat(),
                "duration": iso_duration(answer.quieter.duration),
                "share": float(answer.quieter.share),
                "agreements": [_agreement(one.agreement, one.service, one) for one in answer.quieter.costs],
            },
            "why": None if answer.why is None else [_step(one) for one in answer.why],
        }
    )


def _agreement(ref: Ref, service: Ref, cost: Cost | None) -> dict[str, Any]:
    """The window that is worst off; all windows, where the outage touches several."""
    worst = cost.worst if cost else None
    return {
        "ref": str(ref),
        "service": str(service),
        **(_charge(worst) if worst else {"lost": None, "budget": None, "share": None}),
        "verdict": cost.verdict if cost else None,
        "spent": cost.spent.isoformat() if cost and cost.spent else None,
        "windows": [
            {"start": one.start.isoformat(), "end": one.end.isoformat(), **_charge(one)}
            for one in (cost.charges if cost else ())
        ],
    }


def _charge(one: Charge) -> dict[str, Any]:
    return {
        "lost": _exact_duration(one.lost),
        "budget": None if one.budget is None else _exact_duration(one.budget),
        "share": None if one.share is None else float(one.share),
    }


def _exact_duration(seconds: Fraction) -> str:
    """ISO 8601 with the seconds' decimals, to the millisecond: `PT44M38.4S`."""
    whole, rest = divmod(round(seconds * 1000), 1000)
    if not rest:
        return iso_duration(whole)
    decimals = f".{rest:03}".rstrip("0") + "S"
    text = iso_duration(whole)
    return text[:-1] + decimals if text.endswith("S") else f"{text}{'' if 'T' in text else 'T'}0{decimals}"


def _step(one: Step) -> dict[str, Any]:
    return {
        "depth": one.depth,
        "ref": str(one.ref),
        "level": one.level.word,
        "after": iso_duration(one.after),
        "reason": _reason(one.why.reason) if one.why else None,
    }


def _impacted(one: Impacted, course: Mapping[Level, int]) -> dict[str, Any]:
    return {
        "ref": str(one.ref),
        "level": one.level.word,
        "after": iso_duration(one.after),
        "times": [{"level": level.word, "after": iso_duration(time)} for level, time in sorted(course.items())],
        "reason": _reason(one.reason),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "dependency": reason.dependency.name or reason.dependency.relation,
        "need": reason.dependency.need,
        "members": [{"ref": str(ref), "level": level.word} for ref, level in sorted(reason.members)],
    }


def plan(answer: Plan) -> str:
    """The answer of `itsm plan`; risk, approvals, freezes and collisions are not computed yet."""
    reach = answer.reach
    lost = [
        {"ref": str(one.ref), "dependency": one.dependency, "before": one.before, "after": one.after}
        for one in reach.redundancy_lost
    ]
    return _text(
        {
            "base": answer.base,
            "head": answer.head,
            "changes": [_change(one) for one in answer.changes],
            "impact": {
                "before": named(reach.before),
                "after": named(reach.after),
                "newly": named(reach.newly),
                "nolonger": named(reach.no_longer),
                "redundancyLost": lost,
                "exposed": [
                    {"ref": str(one.ref), "by": str(one.by), "before": one.before.word, "after": one.after.word}
                    for one in reach.exposed
                ],
            },
            "findings": {
                "introduced": [_finding(one) for one in answer.introduced],
                "fixed": [_finding(one) for one in answer.fixed],
            },
            "risk": None,
            "approvals": [],
            "freezes": [],
            "collisions": [],
            "verdict": answer.verdict,
        }
    )


def _change(one: Change) -> dict[str, Any]:
    return {
        "action": one.action,
        "ref": str(one.ref),
        "formerly": str(one.formerly) if one.formerly else None,
        "path": one.location.path,
        "line": one.location.line,
        "fields": [
            {"path": field.path, "before": field.before, "after": field.after, "effect": field.effect}
            for field in one.fields
        ],
    }


def log(entries: Iterable[Entry]) -> str:
    """The answer of `itsm log`: one entry for each commit and entity."""
    return _text(
        {
            "entries": [
                {
                    "commit": entry.commit,
                    "author": entry.author,
                    "date": entry.date.isoformat(),
                    "subject": entry.subject,
                    "change": None,
                    **{
                        key: value
                        for key, value in _change(change).items()
                        if key in ("action", "ref", "formerly", "fields")
                    },
                }
                for entry in entries
                for change in entry.changes
            ]
        }
    )
