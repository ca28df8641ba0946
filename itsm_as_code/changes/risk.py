"""Risk as a sum of named points that can be argued with one by one: factors, score and level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.policy import policy_of
from itsm_as_code.graph import Level, hours_in, in_force
from itsm_as_code.graph.agreements import calendars_in
from itsm_as_code.hours import counted
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
    for ref in services(case):
        for _, entity in case.sides(ref):
            found.setdefault(entity.facts.criticality, []).append(ref)
    worst = max(found, key=lambda word: (getattr(points, word), word == "critical"), default=None)
    if worst is None:
        return Factor("criticality", "none", 0, "reaches no service")
    return Factor("criticality", worst, getattr(points, worst), f"reaches a {worst} service ({some(found[worst])})")


def _level(case: Case, points: Any) -> Factor:
    by_level = {Level.DOWN: points.down, Level.DEGRADED: points.degraded, Level.AT_RISK: points.at_risk}
    found: dict[Level, list[Ref]] = {}
    for ref in services(case):
        found.setdefault(case.felt[ref], []).append(ref)
    worst = max(found, key=lambda level: (by_level[level], level), default=None)
    if worst is None:
        return Factor("level", "ok", 0, "takes no service with it should it fail")
    return Factor("level", worst.word, by_level[worst], f"should it fail, {some(found[worst])} {_is(worst)}")


def _is(level: Level) -> str:
    return {Level.DOWN: "would be down", Level.DEGRADED: "would be degraded"}.get(level, "would have a spare less")


def _reach(case: Case, steps: Any) -> Factor:
    number = len(services(case))
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
    seconds, agreement = max(_hours_met(case, windows), default=(0, None))
    if agreement is None:
        return Factor(name, 0, 0, "outside the service hours of all that it reaches")
    return Factor(name, seconds, points, f"{spoken_time(seconds)} inside service hours ({agreement})")


def _hours_met(case: Case, windows: Iterable[Any]) -> Iterator[tuple[int, Ref]]:
    """The seconds of the work's windows that agreements on the services reached promise."""
    wanted = [(one.start, one.end) for one in windows if one.start < one.end]
    for landscape, agreement, _ in agreements(case):
        hours, free = hours_in(landscape, agreement), tuple(calendars_in(landscape, agreement, "exclusions"))
        met = sum(b - a for start, end in wanted for a, b in counted(hours, free, start, end))
        if met:
            yield met, agreement.ref


def agreements(case: Case) -> Iterator[tuple[Any, Entity, Ref]]:
    """The SLAs in force on the services that are worked on or reached, on either side, each with its service."""
    days: list[date | None] = [one.model.spec.window.start.date() for one in case.declared if one.model.spec.window]
    for ref in services(case):
        for landscape, service in case.sides(ref):
            for link in landscape.links_to.get(service.ref, ()):
                agreement = landscape.entities[link.source]
                promises = link.relation == "service" and agreement.ref.kind == "sla"
                if promises and any(in_force(agreement, day) for day in days or [case.today]):
                    yield landscape, agreement, ref


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
    links = case.after.links_from.get(change.ref, ())
    target = next((link.target for link in links if link.relation == "template"), None)
    template = case.yardstick(target) if own is None and target is not None else None
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
    found = dict(_troubles(case))
    number = sum(found.values())
    if not number:
        return Factor("history", 0, 0, "no earlier change to the same entities went wrong")
    words = f"{number} {_many('incident', number)} after earlier changes to the same ({some(found)})"
    return Factor("history", number, _step(steps, number), words)


def _troubles(case: Case) -> Iterator[tuple[Ref, int]]:
    """Earlier changes of what is worked on that went wrong: their incidents; a failure without one counts as one."""
    mine = {change.ref for change in case.declared}
    for change in case.before.by_kind.get("change", ()):
        done = change.model.spec.verification
        count = 0 if done is None else max(len(done.incidents), done.result in ("failed", "backed-out"))
        if count and change.ref not in mine and _same(case, change):
            yield change.ref, count


def _same(case: Case, change: Entity) -> bool:
    return any(case.picks(text) & case.worked for text in change.model.spec.scope)


def services(case: Case) -> list[Ref]:
    """The services that are worked on or reached, sorted."""
    return [ref for ref in case.felt if ref.kind == "service"]


def _step(steps: Any, number: int) -> int:
    return max((step.points for step in steps if step.from_ <= number), default=0)


def _many(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def some(refs: Iterable[Ref]) -> str:
    """The first few names: `service:a, service:b, service:c and 4 more`."""
    names = [str(ref) for ref in sorted(set(refs))]
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
