"""What a change does, in rows without a layout: a label, and what is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from itsm_as_code.changes import Amount, Availability, Exposed, Plan, SinglePoint
from itsm_as_code.graph import Outlook
from itsm_as_code.model import Finding, Ref
from itsm_as_code.schemas import availability_text, spoken_time

NAMES = 12
"""Names in one row, and rows of one label; the rest is counted."""
CAUSES = 6
MONTH = 30 * 86_400


class Row(NamedTuple):
    """One line of what a change does: a label, and what is so; the same label again is left out by who draws."""

    label: str
    words: str


def does(answer: Plan, most: int | None = NAMES, names: int | None = NAMES) -> Iterator[Row]:
    """What the change does, the gravest first: so many rows of one label at most, and names in a row."""
    reach, exposure = answer.reach, answer.reach.exposure
    singles = {(one.ref, one.by) for one in exposure.points}
    harder = [one for one in exposure.harder if (one.ref, one.by) not in singles]
    gone = {(one.ref, one.by) for one in exposure.points_gone}
    softer = [one for one in exposure.softer if (one.ref, one.by) not in gone]
    yield from points("single point of failure", exposure.points, most)
    yield from _exposed("newly", harder, most)
    yield from _refs("newly reached", reach.newly, names)
    yield from spares("redundancy lost", answer, most)
    yield from _limited("availability", map(_available, reach.availability), most)
    yield from _limited("cost", map(_amount, reach.amounts), most)
    yield from points("single point gone", exposure.points_gone, most)
    yield from _exposed("no longer", softer, most)
    yield from _refs("no longer reached", reach.no_longer, names)
    yield from spares("redundancy gained", answer, most)
    yield from _findings(answer, most)
    yield from _unseen(answer)


def _limited(label: str, words: Iterable[str], most: int | None) -> Iterator[Row]:
    lines = list(words)
    yield from (Row(label, line) for line in lines[:most])
    if most is not None and len(lines) > most:
        yield Row(label, f"and {len(lines) - most:,} more")


def points(label: str, found: Iterable[SinglePoint], most: int | None) -> Iterator[Row]:
    """Each service with what alone takes it down."""
    grouped = groupby(found, key=lambda one: one.ref)
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


def spares(label: str, answer: Plan, most: int | None) -> Iterator[Row]:
    found = answer.reach.redundancy_lost if label.endswith("lost") else answer.reach.redundancy_gained
    words = (f"{one.ref}: {one.dependency}, {one.before} needed → {one.after}" for one in found)
    yield from _limited(label, words, most)


def _available(one: Availability) -> str:
    side = one.after or one.before
    promised = side.promised if side else None
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
