"""Risk as a sum of named points that can be argued with one by one: factors, score and level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.changes.case import Case, once
from itsm_as_code.changes.policy import policy_of
from itsm_as_code.changes.service_hours import service_hours_met
from itsm_as_code.changes.troubles import troubles
from itsm_as_code.graph import Level
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import spoken_time

MOST = 3
"""So many names a reason can take."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One contribution: what it is called, what was found, how many points that makes, and why in words."""

    name: str
    value: str | int
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Risk:
    """The sum of the points, what the policy calls it, and the contributions in the policy's order."""

    score: int
    level: str
    factors: tuple[Factor, ...]


@once
def risk_of(case: Case) -> Risk:
    """The risk of a branch by the policy that was there before it.

    Adding something to what is reached never lowers it: each factor takes the worst of what it looks at, or counts.
    """
    policy = policy_of(case).model.spec
    factors = tuple(_factors(case, policy.factors))
    score = sum(factor.points for factor in factors)
    level = [one.name for one in policy.levels if one.from_ <= score][-1]
    return Risk(score, level, factors)


def _factors(case: Case, points: Any) -> Iterator[Factor]:
    yield _criticality(case, points.criticality)
    yield _level(case, points.level)
    yield _reach(case, points.reach)
    yield _redundancy(case, points.redundancy_lost)
    yield _service_hours(case, points.service_hours)
    yield _back_out(case, points.back_out)
    yield _test(case, points.test)
    yield _type(case, points.type)
    yield _size(case, points.size)
    yield _history(case, points.history)


def _criticality(case: Case, points: Any) -> Factor:
    found: dict[str, list[Ref]] = {}
    for ref in case.services:
        for _, entity in case.sides(ref):
            found.setdefault(entity.facts.criticality, []).append(ref)
    worst = max(found, key=lambda word: (getattr(points, word), word == "critical"), default=None)
    if worst is None:
        return Factor("criticality", "none", 0, "reaches no service")
    return Factor("criticality", worst, getattr(points, worst), f"reaches a {worst} service ({some(found[worst])})")


def _level(case: Case, points: Any) -> Factor:
    by_level = {Level.DOWN: points.down, Level.DEGRADED: points.degraded, Level.AT_RISK: points.at_risk}
    found: dict[Level, list[Ref]] = {}
    for ref in case.services:
        found.setdefault(case.felt[ref], []).append(ref)
    worst = max(found, key=lambda level: (by_level[level], level), default=None)
    if worst is None:
        return Factor("level", "ok", 0, "would take no service down should it fail")
    return Factor("level", worst.word, by_level[worst], _taken(worst, some(found[worst])))


def _taken(level: Level, names: str) -> str:
    words = {Level.DOWN: f"would take {names} down", Level.DEGRADED: f"would degrade {names}"}
    return f"{words.get(level, f'would leave {names} a spare less')} should it fail"


def _reach(case: Case, steps: Any) -> Factor:
    number = len(case.services)
    return Factor("reach", number, _step(steps, number), f"reaches {number} {_many('service', number)}")


def _redundancy(case: Case, points: int) -> Factor:
    lost = sorted({spare.ref for spare in case.spares})
    if not lost:
        return Factor("redundancyLost", 0, 0, "no group has fewer spares than before")
    return Factor("redundancyLost", len(case.spares), points, f"redundancy lost ({some(lost)})")


def _service_hours(case: Case, points: int) -> Factor:
    name = "serviceHours"
    if not case.worked:
        return Factor(name, 0, 0, "nothing that runs is worked on")
    windows = [one.model.spec.window for one in case.declared]
    if not windows or None in windows:
        return Factor(name, "unknown", points, "nobody says when the work is done")
    met = service_hours_met(case, windows)
    if not met:
        return Factor(name, 0, 0, "outside the service hours of all that it reaches")
    seconds = max(met.values())
    return Factor(name, seconds, points, f"works for {spoken_time(seconds)} inside service hours ({some(met)})")


def _back_out(case: Case, points: Any) -> Factor:
    if not case.worked:
        return Factor("backOut", "unneeded", 0, "nothing that runs is worked on")
    plans = [_own_or_template(case, change, "back_out") for change in case.declared] or [None]
    untested = [plan for plan in plans if plan is not None and not plan.tested]
    if None in plans and (points.missing >= points.untested or not untested):
        return Factor("backOut", "missing", points.missing, "no way back is described")
    if untested:
        return Factor("backOut", "untested", points.untested, "the way back was never tried")
    return Factor("backOut", "tested", 0, "the way back was tried")


def _test(case: Case, points: Any) -> Factor:
    if not case.worked:
        return Factor("test", "unneeded", 0, "nothing that runs is worked on")
    if None in ([_own_or_template(case, change, "test") for change in case.declared] or [None]):
        return Factor("test", "missing", points.missing, "nobody says how one sees that it works")
    return Factor("test", "present", 0, "says how one sees that it works")


def _own_or_template(case: Case, change: Entity, field: str) -> Any:
    """What a change says itself, or the template it keeps to."""
    own = getattr(change.model.spec, field)
    template = case.template(change) if own is None else None
    return own if template is None else getattr(template.model.spec, field)


def _type(case: Case, points: Any) -> Factor:
    types = {change.model.spec.type for change in case.declared} or {"normal"}
    worst = max(sorted(types), key=lambda one: getattr(points, one))
    words = f"{'an' if worst == 'emergency' else 'a'} {worst} change"
    return Factor(
        "type", worst, getattr(points, worst), words if case.declared else f"{words}: the branch declares none"
    )


def _size(case: Case, steps: Any) -> Factor:
    number = len(case.touched.keys() | case.worked)
    return Factor("size", number, _step(steps, number), f"touches {number} {'entity' if number == 1 else 'entities'}")


def _history(case: Case, steps: Any) -> Factor:
    found = troubles(case)
    number = sum(found.values())
    if not number:
        return Factor("history", 0, 0, "no earlier change to the same entities went wrong")
    words = f"earlier changes to the same caused {number} {_many('incident', number)} ({some(found)})"
    return Factor("history", number, _step(steps, number), words)


def _step(steps: Any, number: int) -> int:
    return max((step.points for step in steps if step.from_ <= number), default=0)


def _many(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def some(refs: Iterable[Ref]) -> str:
    """The first few names: `service:a, service:b, service:c and 4 more`."""
    names = [str(ref) for ref in sorted(set(refs))]
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
