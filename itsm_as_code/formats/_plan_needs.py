"""What a change needs before it may go, in words: approvals, freezes, what it declares; and its risk as a sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.changes import Approval, FreezeHit, Plan
from itsm_as_code.formats._plan_words import NAMES, finding
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
    for hit in sorted(judged.freezes, key=lambda one: (one.allowed_by is not None, one.freeze, one.start)):
        yield Need("freeze", hit.allowed_by is not None, _freeze(hit))
    for one in judged.findings:
        yield Need("declared", False if one.severity > Severity.INFO else None, finding(one))


def _approval(one: Approval) -> str:
    given = f" ({one.given_by})" if one.given_by else ""
    return f"{one.by}{given}: {one.because}"


def _freeze(hit: FreezeHit) -> str:
    names = ", ".join(str(ref) for ref in hit.reached[:NAMES])
    rest = f" and {len(hit.reached) - NAMES:,} more" if len(hit.reached) > NAMES else ""
    when = f"{hit.start:%Y-%m-%d %H:%M} to {hit.end:%Y-%m-%d %H:%M}"
    why = f", {hit.reason}" if hit.reason else ""
    allowed = f"; {hit.allowed_by} allows it" if hit.allowed_by else ""
    return f"{hit.freeze.name}{why}: covers {names}{rest}, worked on {when}{allowed}"


def risk(answer: Plan) -> str:
    """`Risk 62 (high) = 25 reaches a critical service + 15 redundancy lost + …`."""
    found = answer.judged.risk
    parts = [f"{one.points} {one.why}" for one in sorted(found.factors, key=lambda one: -one.points) if one.points]
    return f"Risk {found.score} ({found.level})" + (f" = {' + '.join(parts)}" if parts else "")
