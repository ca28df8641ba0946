"""What a plan says, in words and rows without a layout: text and Markdown draw the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from itsm_as_code.changes import Amount, Availability, EntityChange, Exposed, FieldChange, Plan, SinglePoint
from itsm_as_code.formats._style import counted
from itsm_as_code.graph import Outlook
from itsm_as_code.model import Finding, Ref, Severity
from itsm_as_code.schemas import availability_text, spoken_time

NAMES = 12
"""Names in one row, and rows of one label; the rest is counted."""
CAUSES = 6
MONTH = 30 * 86_400
SIGNS = {"create": "+", "update": "~", "delete": "-", "rename": "→", "unreadable": "!"}
DONE = {
    "create": "created",
    "update": "changed",
    "delete": "deleted",
    "rename": "renamed",
    "unreadable": "no longer readable",
}
_GRAVITY = ("breaking", "loosened", "tightened", "neutral")


class Row(NamedTuple):
    """One line of what a change does: a label, and what is so; the same label again is left out by who draws."""

    label: str
    words: str


def reaching(answer: Plan) -> str:
    """`3 changes reach 6 services`."""
    touched = {one.ref for one in answer.changes}
    reached = len({ref for ref in (*touched, *answer.reach.after) if ref.kind == "service"})
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
    yield from _points("single point of failure", answer.reach.exposure.points, None)
    yield from _spares("redundancy lost", answer, None)
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


def does(answer: Plan, most: int | None = NAMES, names: int | None = NAMES) -> Iterator[Row]:
    """What the change does, the gravest first: so many rows of one label at most, and names in a row."""
    reach, exposure = answer.reach, answer.reach.exposure
    singles = {(one.ref, one.by) for one in exposure.points}
    harder = [one for one in exposure.harder if (one.ref, one.by) not in singles]
    gone = {(one.ref, one.by) for one in exposure.points_gone}
    softer = [one for one in exposure.softer if (one.ref, one.by) not in gone]
    yield from _points("single point of failure", exposure.points, most)
    yield from _exposed("newly", harder, most)
    yield from _refs("newly reached", reach.newly, names)
    yield from _spares("redundancy lost", answer, most)
    yield from _limited("availability", map(_available, reach.availability), most)
    yield from _limited("cost", map(_amount, reach.amounts), most)
    yield from _points("single point gone", exposure.points_gone, most)
    yield from _exposed("no longer", softer, most)
    yield from _refs("no longer reached", reach.no_longer, names)
    yield from _spares("redundancy gained", answer, most)
    yield from _findings(answer, most)
    yield from _unseen(answer)


def _limited(label: str, words: Iterable[str], most: int | None) -> Iterator[Row]:
    lines = list(words)
    yield from (Row(label, line) for line in lines[:most])
    if most is not None and len(lines) > most:
        yield Row(label, f"and {len(lines) - most:,} more")


def _points(label: str, points: Iterable[SinglePoint], most: int | None) -> Iterator[Row]:
    """Each service with what alone takes it down."""
    grouped = groupby(points, key=lambda one: one.ref)
    yield from _limited(label, (f"{ref}: {_any_of(str(one.by) for one in each)}" for ref, each in grouped), most)


def _any_of(names: Iterable[str]) -> str:
    every = list(names)
    rest = f" and {len(every) - CAUSES:,} more" if len(every) > CAUSES else ""
    return f"any one of {', '.join(every[:CAUSES])}{rest}" if len(every) > 1 else every[0]


def _exposed(word: str, exposed: Iterable[Exposed], most: int | None) -> Iterator[Row]:
    """What one failure does to whom, by level, services first."""
    levels: dict[tuple[int, str], dict[Ref, list[str]]] = {}
    for one in exposed:
        level = one.after if word == "newly" else one.before
        levels.setdefault((-level, level.spoken), {}).setdefault(one.ref, []).append(str(one.by))
    for _, spoken in sorted(levels):
        causes = levels[next(key for key in levels if key[1] == spoken)]
        refs = sorted(causes, key=lambda ref: (ref.kind != "service", ref))
        yield from _limited(f"{word} {spoken}", (f"{ref} by {_any_of(causes[ref])}" for ref in refs), most)


def _refs(label: str, refs: Iterable[Ref], most: int | None) -> Iterator[Row]:
    for kind, group in groupby(refs, key=lambda ref: ref.kind):
        names = [str(ref) for ref in group]
        rest = f" and {len(names) - most:,} more {kind}" if most is not None and len(names) > most else ""
        yield Row(label, f"{', '.join(names[:most])}{rest}")


def _spares(label: str, answer: Plan, most: int | None) -> Iterator[Row]:
    spares = answer.reach.redundancy_lost if label.endswith("lost") else answer.reach.redundancy_gained
    words = (f"{one.ref}: {one.dependency}, {one.before} needed → {one.after}" for one in spares)
    yield from _limited(label, words, most)


def _available(one: Availability) -> str:
    promised = (one.after or one.before or Outlook(None, 1, 0.0)).promised  # type: ignore[arg-type]
    expected = [_expected(side) for side in (one.before, one.after)]
    words = f"{one.ref} {expected[0]} → {expected[1]}" if expected[0] != expected[1] else str(one.ref)
    bounds = [_at_best(side) for side in (one.before, one.after)]
    notes = [f"at best {bounds[0]} → {bounds[1]}"] if bounds[0] != bounds[1] and _said(bounds) else []
    notes += [_promise(one)] if one.before and one.after and one.before.promised != one.after.promised else []
    notes += [f"promised {promised}"] if promised and not (notes and notes[-1].startswith("promised")) else []
    return f"{words}{_minutes(one)}" + (f" ({', '.join(notes)})" if notes else "")


def _said(texts: Sequence[str]) -> bool:
    return any(text not in ("–", "100%") for text in texts)


def _promise(one: Availability) -> str:
    was, now = (str(side.promised) if side and side.promised else "nothing" for side in (one.before, one.after))
    return f"promised {was} → {now}"


def _expected(side: Outlook | None) -> str:
    if side is None:
        return "–"
    return "too entangled to tell" if side.down is None else availability_text(side.down)


def _at_best(side: Outlook | None) -> str:
    return "–" if side is None else availability_text(float(1 - side.bound))


def _minutes(one: Availability) -> str:
    """What that is in a month, where it is a minute or more."""
    if one.before is None or one.after is None or one.before.down is None or one.after.down is None:
        return ""
    seconds = round((one.after.down - one.before.down) * MONTH)
    if abs(seconds) < 60:
        return ""
    return f", {spoken_time(abs(seconds) // 60 * 60)} {'more' if seconds > 0 else 'less'} lost in 30 days"


def _amount(one: Amount) -> str:
    path, per = one.path.removeprefix("spec."), f" per {one.per}" if one.per else ""
    before, after = ("–" if side is None else str(side) for side in (one.before, one.after))
    return f"{one.ref} {path} {before} → {after} {one.currency}{per}"


def _findings(answer: Plan, most: int | None) -> Iterator[Row]:
    brought = sorted(answer.introduced, key=lambda one: -one.severity)
    yield from _limited("new finding", map(finding, brought), most)
    yield from _limited("finding mended", map(finding, sorted(answer.fixed, key=lambda one: -one.severity)), most)


def finding(one: Finding) -> str:
    """`error[unknown-reference] no team "date"`."""
    return f"{one.severity.word}[{one.rule}] {one.message}"


def _unseen(answer: Plan) -> Iterator[Row]:
    """What was too much to be followed: nothing is left out in silence."""
    exposure = answer.reach.exposure
    if exposure.unseen:
        seen = exposure.causes - exposure.unseen
        yield Row("not followed", f"{exposure.unseen:,} of {exposure.causes:,} single failures, but for services that "
                                  f"are down by them; what the first {seen:,} do is told")  # fmt: skip
    if answer.reach.unreckoned:
        yield Row("not reckoned", f"the availability of {answer.reach.unreckoned:,} more services")


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
