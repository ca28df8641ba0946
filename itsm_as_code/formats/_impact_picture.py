"""What of an impact goes into a picture: the most important of what is hit, each with its way down to what fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from itsm_as_code.formats._impact_words import WORSE, importance, kinds
from itsm_as_code.graph import Impact, Impacted, Landscape, Level
from itsm_as_code.model import Ref

LIMIT = 60
"""Entities in a picture: more can't be read."""


class Arrow(NamedTuple):
    """A reason: what failed, whom it hits, by which dependency, and whether it only makes it worse."""

    cause: Ref
    hit: Ref
    label: str
    soft: bool


class Picture(NamedTuple):
    """Entities with their levels, those that fail by themselves, the reasons between them, and what was cut, named."""

    levels: Mapping[Ref, Level]
    failed: frozenset[Ref]
    arrows: tuple[Arrow, ...]
    cut: str


def picture(answer: Impact, landscape: Landscape, *, everything: bool = False) -> Picture:
    """The picture of an impact; all of it with `everything`, else as much as can be read."""
    hit = {one.ref: one for one in answer.impacted}
    shown: dict[Ref, None] = {}
    for level in WORSE:
        for one in sorted(
            (one for one in answer.impacted if one.level is level), key=lambda o: importance(o, landscape)
        ):
            way = _way(one, hit)
            if everything or len(shown.keys() | way.keys()) <= LIMIT:
                shown |= way
    failing = [ref for ref in sorted(answer.scenario.failed) if everything or ref in shown or len(shown) < LIMIT]
    shown |= dict.fromkeys(failing[: None if everything else LIMIT])
    left = [ref for ref in (*hit, *answer.scenario.failed) if ref not in shown]
    levels = {ref: hit[ref].level if ref in hit else answer.scenario.failed[ref] for ref in sorted(shown)}
    arrows = tuple(arrow for ref in levels if ref in hit for arrow in _arrows(hit[ref]) if arrow.cause in levels)
    words = f"{len(left):,} more are hit: {kinds(left)}" if left else ""
    return Picture(levels, frozenset(answer.scenario.failed), arrows, words)


def _way(one: Impacted, hit: Mapping[Ref, Impacted]) -> dict[Ref, None]:
    """An entity and everything on its ways down to what fails."""
    found, agenda = {one.ref: None}, [one.ref]
    while agenda:
        ref = agenda.pop()
        for member, _ in hit[ref].reason.members if ref in hit else ():
            if member not in found:
                found[member] = None
                agenda.append(member)
    return found


def _arrows(one: Impacted) -> list[Arrow]:
    why = one.reason
    needed = why.dependency
    label = needed.name or ("" if needed.relation == "dependsOn" else needed.relation)
    return [Arrow(member, one.ref, label, needed.soft) for member, _ in why.members]
