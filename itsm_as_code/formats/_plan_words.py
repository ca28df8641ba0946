"""What a plan says in words, for whoever reads two lines: text and Markdown draw the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from itsm_as_code.changes import EntityChange, FieldChange, Plan
from itsm_as_code.formats._plan_rows import Row, does, finding, points, spares
from itsm_as_code.formats._style import counted
from itsm_as_code.model import Finding, Severity

SIGNS = {"create": "+", "update": "~", "delete": "-", "rename": "→", "unreadable": "!"}
DONE = {
    "create": "created",
    "update": "changed",
    "delete": "deleted",
    "rename": "renamed",
    "unreadable": "no longer readable",
}
_GRAVITY = ("breaking", "loosened", "tightened", "neutral")


def reaching(answer: Plan) -> str:
    """`3 changes reach 6 services`: those that feel it, should what is worked on fail, itself included."""
    reached = next((int(one.value) for one in answer.judged.risk.factors if one.name == "reach"), 0)
    verb = "reaches" if len(answer.changes) == 1 else "reach"
    return f"{counted(len(answer.changes), 'change')} {verb} {counted(reached, 'service')}"


def gravest_first(changes: Iterable[EntityChange]) -> list[EntityChange]:
    """What breaks or can't be read, then what is deleted or loosened, then the rest."""
    return sorted(changes, key=lambda one: (_gravity(one), one.ref))


def _gravity(one: EntityChange) -> int:
    if one.action == "unreadable":
        return 0
    worst = min((_GRAVITY.index(field.effect) for field in one.fields), default=len(_GRAVITY))
    return min(worst, 1) if one.action == "delete" else worst


def alike(changes: Iterable[EntityChange]) -> list[list[EntityChange]]:
    """What happened to several entities in the very same way, together: a new owner of three hundred is one thing."""
    groups: dict[object, list[EntityChange]] = {}
    for one in changes:
        groups.setdefault((one.action, one.ref.kind, one.fields, one.fields or one.ref), []).append(one)
    return list(groups.values())


def summed_up(changes: Sequence[EntityChange]) -> str:
    """`12 services changed, 1 CI deleted`: what is left out of a list."""
    kinds = sorted((one.action, one.ref.kind) for one in changes)
    return ", ".join(f"{len(list(group)):,} {kind} {DONE[action]}" for (action, kind), group in groupby(kinds))


def headlines(answer: Plan) -> Iterator[Row]:
    """What somebody who reads only two lines has to know, the gravest first."""
    for hit in answer.judged.freezes:
        if hit.allowed_by is None:
            yield Row("freeze", f"{hit.freeze.name} covers {hit.reached[0]}, which this reaches")
    yield from (Row("unreadable", str(one.ref)) for one in answer.changes if one.action == "unreadable")
    yield from (Row("new finding", finding(one)) for one in _errors(answer))
    yield from points("single point of failure", answer.reach.exposure.points, None)
    yield from spares("redundancy lost", answer, None)
    for effect in ("breaking", "loosened"):
        for one in answer.changes:
            yield from (Row(effect, f"{one.ref} {said(field)}") for field in one.fields if field.effect == effect)
    yield from does(answer)


def _errors(answer: Plan) -> Iterator[Finding]:
    """The errors it brings, those of the branch as a whole included."""
    return (one for one in (*answer.introduced, *answer.judged.findings) if one.severity is Severity.ERROR)


def said(field: FieldChange) -> str:
    """`objectives[response-time].targets.P1 15m → 30m`."""
    was, now = ("∅" if side is None else side for side in (field.before, field.after))
    return f"{field.path.removeprefix('spec.')} {was} → {now}"


def reasons(answer: Plan) -> list[str]:
    """Why the verdict is what it is, the gravest first."""
    changes, exposure = answer.changes, answer.reach.exposure
    harder = {(one.ref, one.by) for one in exposure.harder} - {(one.ref, one.by) for one in exposure.points}
    effects = [field.effect for one in changes for field in one.fields]
    errors = sum(1 for _ in _errors(answer))
    deleted = sum(one.action == "delete" for one in changes)
    judged = answer.judged
    told = (
        (sum(hit.allowed_by is None for hit in judged.freezes), "it falls into {}", "freeze", "freezes"),
        (sum(one.action == "unreadable" for one in changes), "{} can't be read any more", "entity", "entities"),
        (errors, "it brings {}", "error", "errors"),
        (len(exposure.points), "{}", "single point of failure appears", "single points of failure appear"),
        (len(answer.reach.redundancy_lost), "{} fewer spares", "group has", "groups have"),
        (effects.count("breaking"), "{} what somebody relies on", "field breaks", "fields break"),
        (effects.count("loosened"), "{} loosened", "field is", "fields are"),
        (deleted, "{} deleted", "entity is", "entities are"),
        (len(harder), "{} harder", "failure hits somebody", "failures hit somebody"),
        (len(answer.reach.newly), "{} newly reached", "entity is", "entities are"),
        (len(answer.collisions), "it collides with {}", "branch", "branches"),
        (sum(not one.given for one in judged.approvals), "{} missing", "approval is", "approvals are"),
    )
    return [text.format(counted(number, one, many)) for number, text, one, many in told if number]
