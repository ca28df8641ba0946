"""Cut sets, weak points and availabilities as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from itsm_as_code.formats._answers import named
from itsm_as_code.graph import Availability, Cuts, Importance, Ranking, SharedCause, Toll


def cuts(answer: Cuts) -> Mapping[str, Any]:
    """What takes one entity down."""
    return {
        "ref": str(answer.ref),
        "order": answer.order,
        "cutSets": sorted((named(one) for one in answer.sets), key=lambda one: (len(one), one)),
        "counts": {str(order): count for order, count in answer.counts.items()},
        "sharedCauses": _shared(answer.shared),
        "points": [],
    }


def ranking(answer: Ranking) -> Mapping[str, Any]:
    """What each thing takes down alone, over the whole landscape."""
    return {
        "ref": None,
        "order": 1,
        "cutSets": [],
        "counts": {},
        "sharedCauses": _shared(answer.shared),
        "points": [_toll(toll) for toll in answer.points],
    }


def _toll(toll: Toll) -> Mapping[str, Any]:
    return {"ref": str(toll.ref), "services": dict(toll.services), "gravest": named(toll.gravest)}


def _shared(shared: Iterable[SharedCause]) -> list[Mapping[str, Any]]:
    return [
        {
            "ref": str(one.group.source),
            "dependency": one.group.name or one.group.relation,
            "need": one.group.need,
            "members": named(tuple(sorted(one.group.members))),
            "causes": named(one.causes),
        }
        for one in shared
    ]


def availability(answers: Iterable[Availability]) -> Mapping[str, Any]:
    """What is promised, possible and to be expected."""
    return {"services": [_available(one) for one in sorted(answers, key=lambda one: one.ref)]}


def _available(one: Availability) -> Mapping[str, Any]:
    drawn, remedy = one.estimate, one.remedy
    return {
        "ref": str(one.ref),
        "promised": float(one.promise.share.exact) if one.promise else None,
        "agreement": str(one.promise.agreement.ref) if one.promise else None,
        "bound": float(one.bound),
        "estimate": 1 - drawn.down,
        "unavailability": drawn.down,
        "interval": {"low": 1 - drawn.high, "high": 1 - drawn.low, "confidence": 0.95, "samples": drawn.samples}
        if drawn.samples
        else None,
        "kept": one.kept,
        "unknown": len(one.unknown),
        "unknowns": named(one.unknown),
        "importance": [_importance(each) for each in one.importance],
        "remedy": None
        if remedy is None
        else {"ref": str(remedy.by.ref), "availability": 1 - remedy.down, "twin": remedy.twin},
    }


def _importance(one: Importance) -> Mapping[str, Any]:
    return {
        "ref": str(one.ref),
        "unavailability": one.down,
        "birnbaum": one.birnbaum,
        "fussellVesely": one.fussell_vesely,
        "agreement": str(one.stated.agreement.ref) if one.stated else None,
    }
