"""An impact as JSON: whom it hits, what it costs, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from itsm_as_code.formats._answers import named
from itsm_as_code.graph import Charge, Cost, Impact, Impacted, Level, Reason, Step
from itsm_as_code.model import Ref
from itsm_as_code.schemas import iso_duration


def impact_data(answer: Impact) -> dict[str, Any]:
    """The answer of `itsm impact` as plain data."""
    scenario = answer.scenario
    costs = {(one.agreement, one.service): one for one in answer.costs}
    return {
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
