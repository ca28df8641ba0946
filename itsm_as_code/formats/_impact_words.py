"""What every format says of an impact: the scenario and the reasons in words, and who is more important than whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from itsm_as_code.formats._promises import moment
from itsm_as_code.graph import Impact, Impacted, Landscape, Level, Reason, Scenario
from itsm_as_code.model import Ref
from itsm_as_code.schemas import spoken_time

WORSE = (Level.DOWN, Level.DEGRADED, Level.AT_RISK)
"""Levels in the order in which they are told."""
_ORDER = {"critical": 0, "high": 1, "medium": 2, "low": 3, "": 4}


def scenario(said: Scenario) -> str:
    """What fails, how, for how long and from when, as the beginning of a sentence: `If ci:db-1 is down for 3 h`."""
    names = [str(ref) for ref in sorted(said.failed)]
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    listed = " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
    worst = {level.spoken for level in said.failed.values()}
    how = worst.pop() if len(worst) == 1 else "hit"
    span = f" for {spoken_time(said.duration)}" if said.duration is not None else ""
    start = f" from {moment(said.start)}" if said.start else ""
    assumed = f", assuming {' and '.join(said.assumed)}" if said.assumed else ""
    return f"If {listed} {'is' if len(names) == 1 else 'are'} {how}{span}{start}{assumed}"


def importance(one: Impacted, landscape: Landscape) -> tuple[bool, int, int, Ref]:
    """The order in which those of one level are told: services first, the critical first, the soonest first."""
    return one.ref.kind != "service", _ORDER[criticality(one.ref, landscape)], one.after, one.ref


def criticality(ref: Ref, landscape: Landscape) -> str:
    """How critical an entity is, in its own word; nothing where it doesn't say."""
    entity = landscape.find(ref)
    return str(getattr(entity.model.spec, "criticality", None) or "") if entity else ""


def team(ref: Ref, landscape: Landscape) -> str:
    """Who looks after an entity; nothing where nobody does."""
    owner = landscape.owners.get(ref)
    return owner.name if owner else ""


def by_team(rows: Iterable[Impacted], landscape: Landscape) -> list[tuple[str, list[Impacted]]]:
    """Those of one level under their teams, the team with the most important one first."""
    found: dict[str, list[Impacted]] = {}
    for one in sorted(rows, key=lambda one: importance(one, landscape)):
        found.setdefault(team(one.ref, landscape), []).append(one)
    return list(found.items())


def kinds(refs: Iterable[Ref]) -> str:
    """How many of which kind: `4,000 ci, 960 service`."""
    return ", ".join(f"{count:,} {kind}" for kind, count in sorted(Counter(ref.kind for ref in refs).items()))


def untouched(answer: Impact, landscape: Landscape) -> Counter[str]:
    """How many services and CIs aren't hit."""
    hit = {one.ref for one in answer.impacted} | set(answer.scenario.failed)
    return Counter(ref.kind for ref in landscape.entities if ref not in hit and ref.kind in ("service", "ci"))


def reason(one: Impacted) -> str:
    """Why, in one line: the group and what is left of it, or the one thing that is needed."""
    why = one.reason
    needed = why.dependency
    words = _of_group(one.level, why) if len(needed.members) > 1 else _of_one(why)
    return f"{words}, tolerated for {spoken_time(needed.tolerates)}" if needed.tolerates else words


def _of_group(hit: Level, why: Reason) -> str:
    needed, size = why.dependency, len(why.dependency.members)
    name = f"{needed.name}: " if needed.name else ""
    if why.left == size:
        states = [f"{member} is {level.spoken}" for member, level in why.members[:3]]
        return f"{name}{', '.join(states)}"
    limping = sum(level is Level.DEGRADED for _, level in why.members)
    worse = f" ({limping} degraded)" if limping else ""
    last = hit is Level.AT_RISK and why.left == needed.need
    outlook = ": the next failure is an outage" if last else ""
    return f"{name}{why.left} of {size} left{worse}, {needed.need} needed{outlook}"


def _of_one(why: Reason) -> str:
    needed = why.dependency
    member, level = why.members[0] if why.members else (needed.members[0], Level.DOWN)
    if needed.soft:
        return f"works without {member}, worse" if level is Level.DOWN else f"works, though {member} is {level.spoken}"
    verb = {"location": "stands in", "dependsOn": "needs"}.get(needed.relation, needed.relation.replace("-", " "))
    title = f" ({needed.name})" if needed.name else ""
    state = "" if level is Level.DOWN else f", which is {level.spoken}"
    return f"{verb} {member}{title}{state}"
