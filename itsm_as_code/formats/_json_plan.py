"""A plan as JSON: all of it, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from itsm_as_code.changes import (
    Approval,
    Collision,
    EntityChange,
    Exposed,
    FreezeHit,
    Overlap,
    Plan,
    Reach,
    Risk,
    SinglePoint,
    Spare,
)
from itsm_as_code.changes.backtest import Backtest
from itsm_as_code.formats._answers import named
from itsm_as_code.formats._finding_data import finding_data
from itsm_as_code.graph import Outlook


def plan_data(answer: Plan) -> dict[str, Any]:
    """The answer of `itsm plan` as plain data."""
    return {
        "base": answer.base,
        "head": answer.head,
        "changes": [change_data(one) for one in answer.changes],
        "impact": _impact(answer.reach),
        "findings": {
            "introduced": [finding_data(one) for one in answer.introduced],
            "fixed": [finding_data(one) for one in answer.fixed],
            "branch": [finding_data(one) for one in answer.judged.findings],
        },
        "declared": named(answer.judged.declared),
        "policy": str(answer.judged.policy),
        "risk": _risk(answer.judged.risk),
        "approvals": [_approval(one) for one in answer.judged.approvals],
        "stale": [{"by": by, "later": list(later)} for by, later in answer.stale],
        "strangers": list(answer.judged.strangers),
        "freezes": [_freeze(one) for one in answer.judged.freezes],
        "collisions": [_collision(one) for one in answer.collisions],
        "branchesNotLookedAt": list(answer.unmet),
        "verdict": answer.verdict,
    }


def backtest_data(answer: Backtest) -> dict[str, Any]:
    """The answer of `itsm plan --backtest` as plain data."""
    return {
        "changes": [
            {
                "commit": one.step.commit,
                "date": one.step.date.isoformat(),
                "subject": one.step.subject,
                "risk": _risk(one.risk),
                "troubles": list(one.troubles),
            }
            for one in answer.replayed
        ],
        "separation": None if answer.separation is None else float(answer.separation),
        "notReplayed": answer.left,
    }


def change_data(one: EntityChange) -> dict[str, Any]:
    """What happened to one entity."""
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


def _impact(reach: Reach) -> dict[str, Any]:
    exposure = reach.exposure
    return {
        "before": named(reach.before),
        "after": named(reach.after),
        "newly": named(reach.newly),
        "nolonger": named(reach.no_longer),
        "redundancyLost": _spares(reach.redundancy_lost),
        "redundancyGained": _spares(reach.redundancy_gained),
        "exposed": _exposed(exposure.harder),
        "relieved": _exposed(exposure.softer),
        "singlePoints": {"created": _points(exposure.points), "removed": _points(exposure.points_gone)},
        "availability": [
            {"ref": str(one.ref), "before": _outlook(one.before), "after": _outlook(one.after)}
            for one in reach.availability
        ],
        "amounts": [
            {
                "ref": str(one.ref),
                "path": one.path,
                "currency": one.currency,
                "per": one.per or None,
                "before": None if one.before is None else str(one.before),
                "after": None if one.after is None else str(one.after),
            }
            for one in reach.amounts
        ],
        "notFollowed": {
            "failures": exposure.causes,
            "unseen": exposure.unseen,
            "servicesNotReckoned": reach.unreckoned,
        },
    }


def _spares(spares: Iterable[Spare]) -> list[dict[str, Any]]:
    return [
        {"ref": str(one.ref), "dependency": one.dependency, "before": one.before, "after": one.after} for one in spares
    ]


def _exposed(exposed: Iterable[Exposed]) -> list[dict[str, Any]]:
    return [
        {"ref": str(one.ref), "by": str(one.by), "before": one.before.word, "after": one.after.word} for one in exposed
    ]


def _points(points: Iterable[SinglePoint]) -> list[dict[str, Any]]:
    return [{"ref": str(one.ref), "by": str(one.by)} for one in points]


def _outlook(side: Outlook | None) -> dict[str, Any] | None:
    """Shares of one; what is promised as it was written."""
    if side is None:
        return None
    return {
        "promised": str(side.promised) if side.promised else None,
        "bound": float(side.bound),
        "expected": None if side.down is None else 1 - side.down,
    }


def _risk(risk: Risk) -> dict[str, Any]:
    factors = [{"name": one.name, "value": one.value, "points": one.points, "why": one.why} for one in risk.factors]
    return {"score": risk.score, "level": risk.level, "factors": factors}


def _approval(one: Approval) -> dict[str, Any]:
    return {"by": str(one.by), "because": one.because, "given": one.given, "givenBy": one.given_by or None}


def _freeze(hit: FreezeHit) -> dict[str, Any]:
    return {
        "freeze": str(hit.freeze),
        "change": str(hit.change) if hit.change else None,
        "reached": named(hit.reached),
        "start": hit.start.isoformat(),
        "end": hit.end.isoformat(),
        "reason": hit.reason,
        "allowedBy": str(hit.allowed_by) if hit.allowed_by else None,
    }


def _collision(one: Collision) -> dict[str, Any]:
    return {
        "branch": one.branch,
        "conflicts": list(one.conflicts),
        "shared": named(one.shared),
        "overlaps": [_overlap(each) for each in one.overlaps],
        "findings": [finding_data(each) for each in one.findings],
        "singlePoints": _points(one.points),
    }


def _overlap(one: Overlap) -> dict[str, Any]:
    return {
        "ours": str(one.ours),
        "theirs": str(one.theirs),
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "reached": named(one.reached),
        "worse": [{"ref": str(ref), "alone": alone.word, "together": both.word} for ref, alone, both in one.worse],
    }
