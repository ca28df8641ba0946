"""An impact as text: who fails, when and why, worst first; the promises touched; whom to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itsm_as_code.formats._promises import moment, others, quieter
from itsm_as_code.formats._promises import rows as _promise_rows
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width
from itsm_as_code.graph import Impact, Impacted, Landscape, Level
from itsm_as_code.schemas import spoken_time

SHOWN = 40
"""Rows of one level; the rest is counted."""
WIDEST = 48
"""Columns of a name; a longer one pushes its row to the right."""
_ROLES = {Level.DOWN: "error", Level.DEGRADED: "warning", Level.AT_RISK: "info"}
_ORDER = {"critical": 0, "high": 1, "medium": 2, "low": 3, "": 4}


def impact(answer: Impact, landscape: Landscape) -> str:
    """The whole answer, ready to read."""
    lines = [f"{paint('strong', _scenario(answer))}", ""]
    if not answer.impacted:
        lines.append("  nothing else is hit")
    columns = max((width(str(one.ref)) for one in answer.impacted), default=0)
    for level in (Level.DOWN, Level.DEGRADED, Level.AT_RISK):
        lines += _level(level, answer, landscape, min(columns, WIDEST))
    lines += [_untouched(answer, landscape), *_promises(answer), *_contacts(answer), *_quieter(answer), *_held(answer)]
    return "\n".join(lines)


def _scenario(answer: Impact) -> str:
    scenario = answer.scenario
    names = [str(ref) for ref in sorted(scenario.failed)]
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"]
    listed = " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
    worst = {level.spoken for level in scenario.failed.values()}
    how = worst.pop() if len(worst) == 1 else "hit"
    span = f" for {spoken_time(scenario.duration)}" if scenario.duration is not None else ""
    start = f" from {moment(scenario.start)}" if scenario.start else ""
    return f"If {listed} {'is' if len(names) == 1 else 'are'} {how}{span}{start}"


def _level(level: Level, answer: Impact, landscape: Landscape, columns: int) -> Iterator[str]:
    rows = [one for one in answer.impacted if one.level is level]
    rows.sort(key=lambda one: (one.after, _ORDER[_criticality(one, landscape)], one.ref.kind != "service", one.ref))
    timed = any(one.after for one in answer.impacted)
    for number, one in enumerate(rows[:SHOWN]):
        label = level.spoken.upper() if number == 0 else ""
        when = pad(f"after {spoken_time(one.after)}" if one.after else "at once", 15) if timed else ""
        name = pad(str(one.ref), columns)
        grave = pad(_criticality(one, landscape), 9)
        why = cut(visible(reason(one)), 90)
        yield f"  {paint(_ROLES[level], pad(label, 9))} {when}{name}  {paint('quiet', grave)} {why}"
    if len(rows) > SHOWN:
        yield f"            and {len(rows) - SHOWN:,} more ({_kinds(rows[SHOWN:])}): --format json has them all"


def _criticality(one: Impacted, landscape: Landscape) -> str:
    entity = landscape.find(one.ref)
    return str(getattr(entity.model.spec, "criticality", "")) if entity else ""


def _kinds(rows: list[Impacted]) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in sorted(Counter(one.ref.kind for one in rows).items()))


def reason(one: Impacted) -> str:
    """Why, in one line: the group and what is left of it, or the one thing that is needed."""
    needed = one.reason.dependency
    words = _of_group(one) if len(needed.members) > 1 else _of_one(one)
    return f"{words}, tolerated for {spoken_time(needed.tolerates)}" if needed.tolerates else words


def _of_group(one: Impacted) -> str:
    needed, size = one.reason.dependency, len(one.reason.dependency.members)
    name = f"{needed.name}: " if needed.name else ""
    if one.reason.left == size:
        states = [f"{member} is {level.spoken}" for member, level in one.reason.members[:3]]
        return f"{name}{', '.join(states)}"
    limping = sum(level is Level.DEGRADED for _, level in one.reason.members)
    worse = f" ({limping} degraded)" if limping else ""
    last = one.level is Level.AT_RISK and one.reason.left == needed.need
    outlook = ": the next failure is an outage" if last else ""
    return f"{name}{one.reason.left} of {size} left{worse}, {needed.need} needed{outlook}"


def _of_one(one: Impacted) -> str:
    needed = one.reason.dependency
    member, level = one.reason.members[0] if one.reason.members else (needed.members[0], Level.DOWN)
    if needed.soft:
        return f"works without {member}, worse" if level is Level.DOWN else f"works, though {member} is {level.spoken}"
    verb = {"location": "stands in", "dependsOn": "needs"}.get(needed.relation, needed.relation.replace("-", " "))
    title = f" ({needed.name})" if needed.name else ""
    state = "" if level is Level.DOWN else f", which is {level.spoken}"
    return f"{verb} {member}{title}{state}"


def _untouched(answer: Impact, landscape: Landscape) -> str:
    hit = {one.ref for one in answer.impacted} | set(answer.scenario.failed)
    left = Counter(ref.kind for ref in landscape.entities if ref not in hit and ref.kind in ("service", "ci"))
    return paint("quiet", f"  untouched: {counted(left['service'], 'service')}, {counted(left['ci'], 'CI')}")


def _promises(answer: Impact) -> Iterator[str]:
    found, rest = list(_promise_rows(answer)), list(others(answer))
    if found or rest:
        yield ""
        yield paint("strong", "Promises" if answer.costs else "Promises touched")
    names = min(WIDEST, max((width(row.agreement) for row in found), default=0))
    verdicts = max((width(row.verdict) for row in found), default=0)
    for row in found[:SHOWN]:
        colour = "bad" if row.verdict == "BREACH" else "quiet"
        verdict = f"{paint(colour, pad(row.verdict, verdicts))}  " if verdicts else ""
        yield f"  {verdict}{pad(row.agreement, names)}  {row.words}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN:,} more: --format json has them all"
    for words, agreements in rest:
        yield paint("quiet", f"  {words}: {_some(agreements)}")


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names if len(names) <= 6 else (*names[:5], f"{len(names) - 5} more"))


def _quieter(answer: Impact) -> Iterator[str]:
    found = quieter(answer)
    if found:
        yield ""
        yield f"{paint('strong', 'Quieter')}  {found}"


def _contacts(answer: Impact) -> Iterator[str]:
    if answer.contacts:
        yield ""
        shown = [f"{ref.name} ({because})" for ref, because in answer.contacts[:12]]
        rest = f" · and {len(answer.contacts) - 12} more" if len(answer.contacts) > 12 else ""
        yield f"{paint('strong', 'Tell')}"
        yield from (f"  {visible(line)}" for line in shown)
        if rest:
            yield f"  {rest.removeprefix(' · ')}"


def _held(answer: Impact) -> Iterator[str]:
    if answer.held_by_cycle:
        yield ""
        names = ", ".join(map(str, answer.held_by_cycle))
        yield f"Held up only by each other, nothing outside the circle would bring them back: {names}"
