"""An impact as text: who fails, when and why, worst first; the promises touched; whom to tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.formats._impact_words import (
    WORSE,
    by_team,
    criticality,
    importance,
    kinds,
    reason,
    scenario,
    team,
    untouched,
)
from itsm_as_code.formats._promises import others, quieter
from itsm_as_code.formats._promises import rows as _promise_rows
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width
from itsm_as_code.formats._text_why import why
from itsm_as_code.graph import Impact, Impacted, Landscape, Level
from itsm_as_code.schemas import spoken_time

SHOWN = 40
"""Rows of one level; the rest is counted."""
CONTACTS = 12
WIDEST = 48
"""Columns of a name; a longer one pushes its row to the right."""
TEAM = 20
_ROLES = {Level.DOWN: "error", Level.DEGRADED: "warning", Level.AT_RISK: "info"}


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The whole answer, ready to read; where an explanation was asked for, that alone."""
    most = None if everything else SHOWN
    lines = [paint("strong", visible(scenario(answer.scenario))), ""]
    if answer.why is not None:
        return "\n".join([*lines, *why(answer.why, everything=everything)])
    if not answer.impacted:
        lines.append("  nothing else is hit")
    columns = _columns(answer, landscape)
    for level in WORSE:
        lines += _level(level, answer, landscape, columns, most)
    left = untouched(answer, landscape)
    lines.append(paint("quiet", f"  untouched: {counted(left['service'], 'service')}, {counted(left['ci'], 'CI')}"))
    lines += [*_promises(answer, most), *_contacts(answer, None if everything else CONTACTS)]
    return "\n".join([*lines, *_quieter(answer), *_held(answer)])


class _Columns(NamedTuple):
    """How wide teams and names are, and whether anything happens later than at once."""

    team: int
    name: int
    timed: bool


def _columns(answer: Impact, landscape: Landscape) -> _Columns:
    teams = {team(one.ref, landscape) for one in answer.impacted}
    return _Columns(
        min(TEAM, max(map(width, teams), default=0)),
        min(WIDEST, max((width(str(one.ref)) for one in answer.impacted), default=0)),
        any(one.after for one in answer.impacted),
    )


def _level(level: Level, answer: Impact, landscape: Landscape, columns: _Columns, most: int | None) -> Iterator[str]:
    """The most important ones of a level, under their teams."""
    rows = sorted((one for one in answer.impacted if one.level is level), key=lambda one: importance(one, landscape))
    label = level.spoken.upper()
    for owner, members in by_team(rows[:most], landscape):
        for one in members:
            head = f"{paint(_ROLES[level], pad(label, 9))} {pad(cut(visible(owner), TEAM), columns.team)}"
            yield f"  {head}  {_row(one, landscape, columns)}"
            label, owner = "", ""  # noqa: PLW2901 - each is told once
    if most is not None and len(rows) > most:
        rest = rows[most:]
        owners = counted(len(by_team(rest, landscape)), "team")
        yield f"            and {len(rest):,} more ({kinds(one.ref for one in rest)}) of {owners}: --all shows them"


def _row(one: Impacted, landscape: Landscape, columns: _Columns) -> str:
    when = pad(f"after {spoken_time(one.after)}" if one.after else "at once", 15) if columns.timed else ""
    grave = paint("quiet", pad(criticality(one.ref, landscape), 9))
    return f"{when}{pad(visible(str(one.ref)), columns.name)}  {grave} {cut(visible(reason(one)), 90)}"


def _promises(answer: Impact, most: int | None) -> Iterator[str]:
    found, rest = list(_promise_rows(answer)), list(others(answer))
    if found or rest:
        yield ""
        yield paint("strong", "Promises" if answer.costs else "Promises touched")
    names = min(WIDEST, max((width(row.agreement) for row in found), default=0))
    verdicts = max((width(row.verdict) for row in found), default=0)
    for row in found[:most]:
        colour = "bad" if row.verdict == "BREACH" else "quiet"
        verdict = f"{paint(colour, pad(row.verdict, verdicts))}  " if verdicts else ""
        yield f"  {verdict}{pad(row.agreement, names)}  {row.words}"
    if most is not None and len(found) > most:
        yield f"  and {len(found) - most:,} more: --all shows them"
    for words, agreements in rest:
        yield paint("quiet", f"  {words}: {_some(agreements)}")


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names if len(names) <= 6 else (*names[:5], f"{len(names) - 5} more"))


def _quieter(answer: Impact) -> Iterator[str]:
    found = quieter(answer)
    if found:
        yield ""
        yield f"{paint('strong', 'Quieter')}  {found}"


def _contacts(answer: Impact, most: int | None) -> Iterator[str]:
    if answer.contacts:
        yield ""
        yield paint("strong", "Tell")
        yield from (visible(f"  {ref.name} ({because})") for ref, because in answer.contacts[:most])
        if most is not None and len(answer.contacts) > most:
            yield f"  and {len(answer.contacts) - most:,} more: --all shows them"


def _held(answer: Impact) -> Iterator[str]:
    if answer.held_by_cycle:
        yield ""
        names = ", ".join(map(str, answer.held_by_cycle))
        yield f"Held up only by each other, nothing outside the circle would bring them back: {names}"
