"""How soon things can work again, and how much data they lose: recovery objectives along dependencies (SEMANTICS 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from itsm_as_code.graph.coverage import ABOVE, covering
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity

Objective = Literal["rto", "rpo"]
"""Recovery time (how long until it works again) or recovery point (how much of the latest data is gone), in seconds."""


class Claim(NamedTuple):
    """A recovery objective that somebody wrote: so many seconds, in which entity, at which field."""

    seconds: int
    entity: Entity
    path: FieldPath


class Recovery(NamedTuple):
    """The best recovery of an entity: its seconds, the claim behind it, and the member it comes from, if any."""

    seconds: int
    claim: Claim
    member: Ref | None = None


def claim_of(entity: Entity, objective: Objective) -> Claim | None:
    """What a service, a CI or an agreement says about its own recovery."""
    if entity.ref.kind in ("service", "ci"):
        written = getattr(entity.model.spec, objective) if entity.says(f"spec.{objective}") else None
        return Claim(written.seconds, entity, ("spec", objective)) if written is not None else None
    for number, one in enumerate(entity.model.spec.objectives):
        if one.name == objective and one.target is not None and getattr(one.target.value, "months", 1) == 0:
            return Claim(one.target.value.seconds, entity, ("spec", "objectives", number, "target"))
    return None


@lru_cache(maxsize=16)
def recoveries(landscape: Landscape, objective: Objective, today: date | None = None) -> Mapping[Ref, Recovery]:
    """The recovery of everything about which something is known: what it says itself, else what it needs says.

    The least solution, reached from below: what nobody said is no time at all.
    """
    found = {ref: Recovery(claim.seconds, claim) for ref, claim in _claims(landscape, objective, today).items()}
    said = frozenset(found)
    agenda = sorted(found)
    while agenda:
        for number in landscape.dependencies_on.get(agenda.pop(), ()):
            one = landscape.dependencies[number]
            now = of_dependency(one, found, objective)
            before = found.get(one.source)
            if one.source in said or now is None or (before is not None and now.seconds <= before.seconds):
                continue
            found[one.source] = now
            agenda.append(one.source)
    return found


def of_dependency(one: Dependency, known: Mapping[Ref, Recovery], objective: Objective) -> Recovery | None:
    """What a dependency allows: the need-th fastest of its members, less what is tolerated; None where nothing is said.

    Recovery time follows hard dependencies, the recovery point those in which the data lie.
    """
    if (not one.data if objective == "rpo" else one.soft) or not 1 <= one.need <= len(one.members):
        return None
    ordered = sorted((known[member].seconds if member in known else 0, member) for member in one.members)
    seconds, member = ordered[one.need - 1]
    felt = seconds - (one.tolerates if objective == "rto" else 0)
    return Recovery(felt, known[member].claim, member) if felt > 0 else None


def below(
    landscape: Landscape, claim: Claim, subject: Ref, objective: Objective, today: date | None
) -> Recovery | None:
    """What a claim about a subject stands on, without itself.

    An SLA stands on what the service says, that on OLAs and contracts which cover it, else on what it needs.
    """
    entity, kind = landscape.entities.get(subject), claim.entity.ref.kind
    own = claim_of(entity, objective) if entity is not None and kind in ("sla", "ola") else None
    if own is not None:
        return Recovery(own.seconds, own)
    above = ABOVE.get(kind, ("sla",))
    agreed = [one for one in covering(landscape, today).get(subject, ()) if one.ref.kind not in above]
    claims = [one for one in (claim_of(agreement, objective) for agreement in agreed) if one is not None]
    if claims:
        strongest = min(claims, key=lambda one: one.seconds)
        return Recovery(strongest.seconds, strongest)
    known = recoveries(landscape, objective, today)
    needs = (one for one in landscape.dependencies_of.get(subject, ()) if subject not in one.members)
    found = [one for one in (of_dependency(need, known, objective) for need in needs) if one is not None]
    return max(found, key=lambda one: one.seconds, default=None)


def _claims(landscape: Landscape, objective: Objective, today: date | None) -> dict[Ref, Claim]:
    """What is said of each entity: by itself, else the strongest of the agreements in force on it."""
    found: dict[Ref, Claim] = {}
    for ref, agreements in covering(landscape, today).items():
        claims = [one for one in (claim_of(agreement, objective) for agreement in agreements) if one is not None]
        if claims:
            found[ref] = min(claims, key=lambda one: one.seconds)
    for ref, entity in landscape.entities.items():
        claim = claim_of(entity, objective) if ref.kind in ("service", "ci") else None
        if claim is not None:
            found[ref] = claim
    return found
