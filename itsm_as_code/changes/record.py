"""The register of changes: what was asked for, by whom, who agreed, when it came in, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from itsm_as_code.changes.evidence import Evidence
from itsm_as_code.changes.judgement import Judged
from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.hours import later
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Period, Span
from itsm_as_code.validators import policy_in

State = Literal["scheduled", "under way", "to be reviewed", "merged", "closed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Merged:
    """One step of the main branch: its commit, who made it and when, what it touched, who wrote that and who agreed.

    `declares` are the Changes that came or were replanned with it; `judged` is what a change board asks, where
    somebody wanted it asked again.
    """

    commit: str
    by: str
    date: datetime
    subject: str
    touched: tuple[Ref, ...]
    declares: tuple[Ref, ...]
    authors: tuple[str, ...] = ()
    approvals: tuple[Evidence, ...] = ()
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One change: what was written about it, what git knows of it, and how it stands.

    Without a name it is a step that nobody wrote a Change for. `overdue` since: an emergency that nobody has reviewed.
    """

    ref: Ref | None
    title: str
    type: str = ""
    requester: Ref | None = None
    window: Period | None = None
    state: State = "merged"
    result: str = ""
    incidents: tuple[str, ...] = ()
    merges: tuple[Merged, ...] = ()
    overdue: date | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """One period of a freeze."""

    ref: Ref
    title: str
    reason: str
    period: Period


@dataclass(frozen=True, slots=True)
class Register:
    """Every change, the newest first: what is planned, then what came in; and the freezes."""

    records: tuple[Record, ...]
    freezes: tuple[Frozen, ...]


def register(landscape: Landscape, merges: Sequence[Merged], now: datetime) -> Register:
    """The register as of a moment. `merges` are steps of the main branch, newest first; the landscape is the newest."""
    within = policy_in(landscape).model.spec.emergency_review_within
    records = [_record(landscape, entity, merges, now, within) for entity in landscape.by_kind.get("change", ())]
    known = {record.ref for record in records}
    records += [Record(ref, str(ref), merges=(step,)) for step in merges for ref in step.declares if ref not in known]
    records += [Record(None, step.subject, merges=(step,)) for step in merges if step.touched and not step.declares]
    return Register(tuple(sorted(records, key=_order)), tuple(_freezes(landscape)))


def _record(landscape: Landscape, entity: Entity, merges: Sequence[Merged], now: datetime, within: Span) -> Record:
    spec = entity.model.spec
    own = tuple(step for step in merges if entity.ref in step.declares)
    due = _due(spec, own, within)
    return Record(
        entity.ref,
        entity.model.title,
        spec.type,
        target_of(landscape, entity.ref, "requester"),
        spec.window,
        _state(spec, now),
        spec.verification.result if spec.verification else "",
        spec.verification.incidents if spec.verification else (),
        own,
        due.date() if due is not None and due < now else None,
    )


def _state(spec: Any, now: datetime) -> State:
    """What the clock makes of what has come in: no field says so, because a field could be wrong."""
    if spec.cancelled is not None:
        return "cancelled"
    if spec.verification is not None:
        return "closed"
    if spec.window is None:
        return "merged"
    return "scheduled" if now < spec.window.start else "under way" if now < spec.window.end else "to be reviewed"


def _due(spec: Any, own: Sequence[Merged], within: Span) -> datetime | None:
    """Until when an emergency has to be reviewed; None for what is none, is reviewed or never came."""
    if spec.type != "emergency" or not own or spec.verification or spec.cancelled:
        return None
    return later(spec.window.end if spec.window else own[0].date, within)


def _order(record: Record) -> tuple[float, str]:
    """The newest moment first: of the window, else of the merge; what came in before all that was looked at is last."""
    moments = [record.window.start] if record.window else [step.date for step in record.merges[:1]]
    return (-moments[0].timestamp() if moments else 0.0), str(record.ref)


def _freezes(landscape: Landscape) -> Iterable[Frozen]:
    for entity in landscape.by_kind.get("freeze", ()):
        spec = entity.model.spec
        for period in sorted(spec.periods, key=lambda one: one.start):
            yield Frozen(entity.ref, entity.model.title, str(spec.reason or ""), period)
