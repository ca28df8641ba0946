"""What a branch says it changes against what it changes, and a standard change against its template's limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.changes.policy import fits, policy_of, rank
from itsm_as_code.changes.risk import risk_of
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import spoken_time


class Unreached(NamedTuple):
    """A selector of a scope that reaches nothing the branch changes; `empty`: it picks nothing at all."""

    change: Entity
    number: int
    empty: bool


class Excess(NamedTuple):
    """Where a standard change leaves what its template allows: in words, and whom it is about (None: itself)."""

    change: Entity
    template: Entity
    message: str
    ref: Ref | None = None


def undeclared(case: Case) -> tuple[Ref, ...]:
    """What the branch touches and none of its Changes mentions; nothing, where there is no Change that could."""
    said = [text for change in case.declared for text in change.model.spec.scope]
    declared = frozenset().union(*(case.picks(text) for text in said))
    return tuple(sorted(case.touched.keys() - declared)) if case.declared else ()


def unreached(case: Case) -> Iterator[Unreached]:
    """Selectors of declared scopes that pick nothing which is changed.

    Work that leaves no trace in the files, such as new firmware, is a change too: where a branch holds nothing but
    Changes, its scopes say what is worked on, and only one that picks nothing at all is told.
    """
    for change in case.declared:
        for number, text in enumerate(change.model.spec.scope):
            chosen = case.picks(text)
            if not chosen or (case.touched and not chosen & case.touched.keys()):
                yield Unreached(change, number, not chosen)


def excesses(case: Case) -> Iterator[Excess]:
    """Where standard changes leave what their templates allow; a template of the branch itself allows nothing yet."""
    for change in case.declared:
        template = case.template(change) if change.model.spec.type == "standard" else None
        if template is not None:
            yield from (Excess(change, template, words, ref) for words, ref in _beyond(case, change, template))


def _beyond(case: Case, change: Entity, template: Entity) -> Iterator[tuple[str, Ref | None]]:
    spec = template.model.spec
    mine = case.covers(change.model.spec.scope, case.touched)
    yield from ((words, None) for words in _not_approved(case, template))
    inside = case.covers(spec.scope, {*mine, *case.worked})
    for ref in sorted({*mine, *case.covers(change.model.spec.scope, case.worked)} - {*inside}):
        yield f"it may not touch {ref}", ref
    for ref in mine:
        yield from ((words, ref) for words in _edits(case.touched[ref], spec))
    if spec.most_entities is not None and len(mine) > spec.most_entities:
        yield f"it touches {len(mine)} entities, {spec.most_entities} at most are allowed", None
    window, longest = change.model.spec.window, spec.longest_window
    length = int((window.end - window.start).total_seconds()) if window else 0
    if longest is not None and length > longest.seconds:
        yield f"its window lasts {spoken_time(length)}, {spoken_time(longest.seconds)} at most are allowed", None
    risk, policy = risk_of(case), policy_of(case)
    if spec.highest_risk and rank(policy, risk.level) > rank(policy, spec.highest_risk):
        yield f"its risk is {risk.level} ({risk.score}), {spec.highest_risk} at most is allowed", None


def _not_approved(case: Case, template: Entity) -> Iterator[str]:
    approved = template.model.spec.approved
    if case.before.entities.get(template.ref) is not template:
        yield f"{template.ref} is new here, and approved when it is merged"
    elif approved is None:
        yield f"nobody has approved {template.ref}"
    elif case.today is not None and case.today > approved.until:
        yield f"the approval of {template.ref} ended on {approved.until}"


def _edits(change: EntityChange, spec: object) -> Iterator[str]:
    actions, fields = getattr(spec, "actions", ()), getattr(spec, "fields", ())
    if change.action not in actions:
        yield f"it may not {change.action} {change.ref}" if change.action != "unreadable" else f"{change.ref} is broken"
    for field in change.fields:
        if fields and not fits(field.path, fields):
            yield f"it may not change {field.path} of {change.ref}"
