"""What may be expected of the availability of many things at once: promised, at best, and by independent failures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from itsm_as_code.graph.availability import bound_under, promise_on, unavailabilities
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref
from itsm_as_code.schemas import Percent


class Outlook(NamedTuple):
    """The strongest promise in force, the bound as a share of one, and how likely it is down.

    `down` is None where so much hangs together that it can't be told exactly.
    """

    promised: Percent | None
    bound: Fraction
    down: float | None


def outlooks(landscape: Landscape, refs: Sequence[Ref], today: date | None = None) -> dict[Ref, Outlook]:
    """The outlook of each of these entities, as `availability` tells it of one; nothing is drawn by lot."""
    asked = [(promise_on(landscape, ref, today), ref) for ref in refs]
    downs = unavailabilities(landscape, asked, today) if asked else []
    return {
        ref: Outlook(promise.share if promise else None, bound_under(landscape, promise, ref, today, frozenset()), down)
        for (promise, ref), down in zip(asked, downs, strict=True)
    }
