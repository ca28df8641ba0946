"""What a change needs before it may go, in words: approvals, freezes, what it declares; and its risk as a sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from itsm_as_code.changes import Approval, Collision, FreezeHit, Overlap, Plan
from itsm_as_code.formats._plan_rows import NAMES, finding
from itsm_as_code.model import Severity


class Need(NamedTuple):
    """One thing that a change needs: what kind of thing, whether it has it (None: nobody knows), and what it is."""

    label: str
    met: bool | None
    words: str


def needs(answer: Plan) -> Iterator[Need]:
    """Everything that judges a change, what is missing first within its kind."""
    judged = answer.judged
    for approval in sorted(judged.approvals, key=lambda one: (one.given, one.by)):
        yield Need("approvals", approval.given, _approval(approval))
    yield from (Need("approvals", None, f"{one}: nobody here is called so") for one in judged.strangers)
    for by, later in answer.stale:
        yield Need("approvals", None, f"{by} approved before this was added: {_some(later)}")
    for hit in sorted(judged.freezes, key=lambda one: (one.allowed_by is not None, one.freeze, one.start)):
        yield Need("freeze", hit.allowed_by is not None, _freeze(hit))
    for one in judged.findings:
        yield Need("declared", False if one.severity > Severity.INFO else None, finding(one))
    yield from collisions(answer)


def collisions(answer: Plan) -> Iterator[Need]:
    """How other branches get in the way, the worst first."""
    for one in answer.collisions:
        yield from (Need("collision", False, f"{one.branch}: {words}") for words in _collision(one))
    if answer.unmet:
        yield Need("collision", None, f"not looked at: {_some(answer.unmet)}")


def _collision(one: Collision) -> Iterator[str]:
    if one.conflicts:
        yield f"git can't merge {_some(one.conflicts)}"
    for overlap in one.overlaps:
        yield from _overlap(overlap)
    for point in one.points:
        yield f"both merged, {point.by} alone takes {point.ref} down"
    yield from (f"both merged: {finding(each)}" for each in one.findings)
    if one.shared:
        yield f"changes {_some(str(ref) for ref in one.shared)} too"


def _overlap(one: Overlap) -> Iterator[str]:
    both = f"{one.ours.name} and {one.theirs.name} from {one.start:%Y-%m-%d %H:%M}"
    if not one.worse:
        verb = "feels" if len(one.reached) == 1 else "feel"
        yield f"{both}: {_some(str(ref) for ref in one.reached)} {verb} both"
    for ref, alone, level in one.worse[:NAMES]:
        yield f"{both}: {ref} is {level.spoken} while both are worked on, {alone.spoken} with one"


def _some(names: Iterable[str]) -> str:
    every = list(names)
    rest = f" and {len(every) - NAMES:,} more" if len(every) > NAMES else ""
    return f"{', '.join(every[:NAMES])}{rest}"


def _approval(one: Approval) -> str:
    given = f" ({one.given_by})" if one.given_by else ""
    return f"{one.by}{given}: {one.because}"


def _freeze(hit: FreezeHit) -> str:
    names = _some(str(ref) for ref in hit.reached)
    when = f"{hit.start:%Y-%m-%d %H:%M} to {hit.end:%Y-%m-%d %H:%M}"
    why = f" ({hit.reason.rstrip('.')})" if hit.reason else ""
    allowed = f"; {hit.allowed_by} allows it" if hit.allowed_by else ""
    return f"{hit.freeze.name}{why}: covers {names}, worked on {when}{allowed}"


def risk(answer: Plan) -> str:
    """`Risk 62 (high) = 25 reaches a critical service + 15 redundancy lost + …`."""
    found = answer.judged.risk
    parts = [f"{one.points} {one.why}" for one in sorted(found.factors, key=lambda one: -one.points) if one.points]
    return f"Risk {found.score} ({found.level})" + (f" = {' + '.join(parts)}" if parts else "")
