"""What the two rules about recovery share: objectives against those of what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.graph.recovery import Claim, Objective, Recovery, below, claim_of
from itsm_as_code.model import Ref
from itsm_as_code.schemas import spoken_time
from itsm_as_code.validators._promises import promising
from itsm_as_code.validators._rule import Complaint


def infeasible(landscape: Landscape, today: date | None, objective: Objective) -> Iterator[Complaint]:
    """Objectives that are stricter than those of what they stand on."""
    for claim, subject in _claims(landscape, today, objective):
        found = below(landscape, claim, subject, objective, today)
        if found is not None and found.seconds > claim.seconds:
            yield _complaint(claim, subject, found, objective)


def _claims(landscape: Landscape, today: date | None, objective: Objective) -> Iterator[tuple[Claim, Ref]]:
    for ref, entity in landscape.entities.items():
        claim = claim_of(entity, objective) if ref.kind in ("service", "ci") else None
        if claim is not None:
            yield claim, ref
    for promise in promising(landscape, today):
        claim = claim_of(promise, objective)
        for subject in subjects(landscape, promise.ref) if claim else ():
            assert claim is not None
            yield claim, subject


def _complaint(claim: Claim, subject: Ref, found: Recovery, objective: Objective) -> Complaint:
    mine, theirs, name = spoken_time(claim.seconds), spoken_time(found.seconds), objective.upper()
    behind = found.claim.entity.ref
    felt = found.claim.seconds - found.seconds
    won = f", of which {spoken_time(felt)} are tolerated" if felt else ""
    words = f"{claim.entity.ref} has an {name} of {mine}, what it stands on allows {theirs}"
    by_way = f" by way of {found.member}" if found.member and found.member != behind else ""
    return Complaint(
        claim.entity,
        claim.path,
        words,
        f"bring the {name} of {behind} down to {spoken_time(claim.seconds + felt)}, or set this one to {theirs}",
        related=((found.claim.entity, found.claim.path, f"{spoken_time(found.claim.seconds)} here{won}"),),
        why=(f"{subject} stands on {behind}{by_way}",) if behind != subject else (),
    )
