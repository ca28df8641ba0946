"""An impact as Markdown, for tickets and pull requests: what matters first, and never longer than can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from itsm_as_code.formats._impact_words import (
    WORSE,
    by_team,
    criticality,
    importance,
    kinds,
    reason,
    scenario,
    untouched,
)
from itsm_as_code.formats._promises import others, quieter, rows
from itsm_as_code.formats._style import counted, visible
from itsm_as_code.graph import Impact, Landscape
from itsm_as_code.schemas import spoken_time

SHOWN = 20
"""Rows of a table."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&#@$!]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)


def impact(answer: Impact, landscape: Landscape, *, everything: bool = False) -> str:
    """The whole answer."""
    most = None if everything else SHOWN
    left = untouched(answer, landscape)
    lines = [f"## {escaped(scenario(answer.scenario))}", ""]
    for level in WORSE:
        lines += _level(answer, landscape, level.spoken, most)
    lines += [f"Untouched: {counted(left['service'], 'service')}, {counted(left['ci'], 'CI')}.", ""]
    lines += [*_promises(answer, most), *_contacts(answer, most)]
    if found := quieter(answer):
        lines += [f"**Quieter:** {escaped(found)}", ""]
    if answer.held_by_cycle:
        lines += [f"**Held up only by each other:** {escaped(', '.join(map(str, answer.held_by_cycle)))}", ""]
    return "\n".join(lines).rstrip()


def _level(answer: Impact, landscape: Landscape, level: str, most: int | None) -> Iterator[str]:
    found = sorted(
        (one for one in answer.impacted if one.level.spoken == level), key=lambda one: importance(one, landscape)
    )
    cells = [
        (team, str(one.ref), criticality(one.ref, landscape), _when(one.after), reason(one))
        for team, members in by_team(found[:most], landscape)
        for one in members
    ]
    rest = f"and {len(found) - most:,} more ({kinds(one.ref for one in found[most:])})" if most else ""
    yield from _table(f"{level.capitalize()}: {len(found):,}", ("team", "what", "criticality", "when", "why"), cells)
    if most and len(found) > most:
        yield from (escaped(rest), "")


def _when(after: int) -> str:
    return f"after {spoken_time(after)}" if after else "at once"


def _promises(answer: Impact, most: int | None) -> Iterator[str]:
    found = list(rows(answer))
    yield from _table("Promises", ("verdict", "agreement", "what it means"), found[:most])
    if most and len(found) > most:
        yield from (f"and {len(found) - most:,} more", "")
    for words, names in others(answer):
        shown = ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if most and len(names) > most else "")
        yield from (f"{words.capitalize()}: {escaped(shown)}", "")


def _contacts(answer: Impact, most: int | None) -> Iterator[str]:
    if answer.contacts:
        yield from ("### Tell", "")
        yield from (f"- {escaped(f'{ref.name} ({because})')}" for ref, because in answer.contacts[:most])
        if most and len(answer.contacts) > most:
            yield f"- and {len(answer.contacts) - most:,} more"
        yield ""


def _table(title: str, heads: Iterable[str], cells: Iterable[Iterable[str]]) -> Iterator[str]:
    """A heading and a table, nothing where there are no rows."""
    lines = [f"| {' | '.join(map(escaped, row))} |" for row in cells]
    if lines:
        columns = list(heads)
        yield from (f"### {title}", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", *lines, "")


def escaped(text: str) -> str:
    """A text that is only a text: no markup, no table, no link, no mention of anybody."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", visible(text))
