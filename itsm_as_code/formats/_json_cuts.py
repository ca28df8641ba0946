"""Cut sets, weak points and availabilities as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from itsm_as_code.formats._answers import named
from itsm_as_code.graph import Cuts, Ranking, SharedCause, Toll


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
