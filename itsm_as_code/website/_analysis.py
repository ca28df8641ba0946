"""What the analyses say of a landscape, asked once for a whole site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from itsm_as_code.graph import (
    AGREEMENTS,
    Dependency,
    Landscape,
    SinglePoints,
    Toll,
    ranking,
    single_points,
    unavailabilities,
)
from itsm_as_code.graph.bound import bound_of_promise
from itsm_as_code.graph.coverage import Stated, availability_of, subjects
from itsm_as_code.model import Ref


@dataclass(frozen=True, slots=True)
class Standing:
    """A promised availability, and the best that what carries it allows.

    `down`: how likely it is down if failures are independent, None where nobody can tell.
    """

    promise: Stated
    bound: Fraction
    down: float | None

    @property
    def impossible(self) -> bool:
        """Whether more is promised than what carries it promises: provably too much."""
        return self.bound < self.promise.share.exact

    @property
    def unlikely(self) -> bool:
        """Whether more is promised than is to be expected."""
        return self.down is not None and self.down > float(1 - self.promise.share.exact)


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """Single points of failure, redundancy that is none, and how every promised availability stands."""

    points: SinglePoints
    numbers: Mapping[Ref, int]
    """The bit of each candidate in `points`."""
    tolls: Mapping[Ref, Toll]
    shared: Mapping[Dependency, tuple[Ref, ...]]
    standings: Mapping[Ref, Standing]


def analysis_of(landscape: Landscape, today: date | None) -> Analysis:
    """Asks them all."""
    found, points = ranking(landscape), single_points(landscape)
    return Analysis(
        points,
        {ref: number for number, ref in enumerate(points.candidates)},
        {toll.ref: toll for toll in found.points},
        {one.group: one.causes for one in found.shared},
        _standings(landscape, today),
    )


def _standings(landscape: Landscape, today: date | None) -> dict[Ref, Standing]:
    """Of every agreement that promises an availability; where it covers several things, of the weakest."""
    asked = [
        (stated, ref)
        for agreement in (one for kind in AGREEMENTS for one in landscape.by_kind.get(kind, ()))
        if (stated := availability_of(agreement)) is not None
        for ref in subjects(landscape, agreement.ref)
        if ref in landscape.entities
    ]
    downs = unavailabilities(landscape, asked, today)
    found: defaultdict[Ref, list[Standing]] = defaultdict(list)
    for (stated, ref), down in zip(asked, downs, strict=True):
        bound = bound_of_promise(landscape, stated.agreement, ref, today).value
        found[stated.agreement.ref].append(Standing(stated, bound, down))
    return {ref: min(several, key=lambda one: (one.bound, -(one.down or 0.0))) for ref, several in found.items()}
