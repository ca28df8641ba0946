"""A plan as text: verdict first, then what changes, what it does, which findings come and go."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from itsm_as_code.changes import EntityChange, FieldChange, Plan
from itsm_as_code.formats._plan_needs import Need, needs, risk
from itsm_as_code.formats._plan_rows import NAMES, Row, does
from itsm_as_code.formats._plan_words import SIGNS, alike, gravest_first, reaching, reasons, summed_up
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width

COLUMNS = 120
"""How wide it is drawn where nobody says."""
NARROWEST = 50
CHANGES = 40
"""Entities that are shown; of more, the gravest are."""
FIELDS = 12
"""Fields of one entity that are shown; the rest is counted."""
NEEDS = 24
"""Rows of what it needs."""
PATH = 48
LABEL = 24
_COLOURS = {"create": "good", "update": "warning", "delete": "bad", "rename": "info", "unreadable": "error"}
_EFFECTS = {"loosened": "warning", "breaking": "error", "tightened": "good", "neutral": "quiet"}
_VERDICTS = {"pass": "good", "review": "warning", "blocked": "error"}
_MARKS = {True: ("good", "✓"), False: ("bad", "✗"), None: ("quiet", "·")}
_LABELS = {"single": "error", "newly": "warning", "redundancy lost": "warning", "no longer": "good", "new": "warning"}


def plan(answer: Plan, *, everything: bool = False, columns: int = COLUMNS) -> str:
    """The whole answer, ready to read; `columns` is how wide the terminal is."""
    columns = max(columns, NARROWEST)
    names = f"{visible(answer.base)} → {visible(answer.head)}"
    if not answer.changes and not answer.introduced and not answer.fixed:
        return f"{names}    {paint('good', 'no changes')}: both mean the same"
    level = answer.judged.risk
    head = [paint("strong", names), reaching(answer), f"risk {level.level} ({level.score})"]
    head.append(paint(_VERDICTS[answer.verdict], answer.verdict.upper()))
    blocks = ["    ".join(head), *_changes(answer, everything, columns)]
    most = None if everything else NAMES
    rows = list(does(answer, most, most))
    if rows:
        blocks.append("\n".join([paint("strong", "What it does"), *_rows(rows, columns)]))
    blocks += _needs(answer, everything, columns)
    blocks.append(_wrapped(risk(answer), columns, 5))
    return "\n\n".join([*blocks, _why(answer, columns)])


def _needs(answer: Plan, everything: bool, columns: int) -> Iterator[str]:
    """What judges it, each kind of thing under its label."""
    found = list(needs(answer))
    most = len(found) if everything else NEEDS
    lines, last = [paint("strong", "What it needs")], ""
    for one in found[:most]:
        lines.append(_need(one, columns, one.label == last))
        last = one.label
    if len(found) > most:
        lines.append(f"  and {len(found) - most:,} more: --all shows them")
    if found:
        yield "\n".join(lines)


def _need(one: Need, columns: int, again: bool) -> str:
    lines = textwrap.wrap(visible(one.words), columns - 19, break_on_hyphens=False) or [""]
    mark = paint(*_MARKS[one.met])
    return "\n".join(
        [f"  {pad('' if again else one.label, 11)} {mark} {lines[0]}", *(f"{' ' * 16}{line}" for line in lines[1:])]
    )


def _wrapped(text: str, columns: int, indent: int) -> str:
    return f"\n{' ' * indent}".join(textwrap.wrap(visible(text), columns - indent, break_on_hyphens=False))


def _changes(answer: Plan, everything: bool, columns: int) -> Iterator[str]:
    """Each entity; of very many, the gravest, those alike as one, and what the others are."""
    if everything or len(answer.changes) <= CHANGES:
        yield from ("\n".join(_change(one, everything, columns)) for one in answer.changes)
        return
    groups = alike(gravest_first(answer.changes))
    for first, *more in sorted(groups[:CHANGES], key=lambda group: group[0].ref):
        yield "\n".join(_change(first, everything, columns, len(more)))
    if len(groups) > CHANGES:
        rest = [one for group in groups[CHANGES:] for one in group]
        yield f"  and {summed_up(rest)}: --all shows them"


def _change(one: EntityChange, everything: bool, columns: int, more: int = 0) -> Iterator[str]:
    sign = paint(_COLOURS[one.action], SIGNS[one.action])
    place = f"{visible(one.location.path)}:{one.location.line}" if one.location.line else visible(one.location.path)
    was = f" (was {one.formerly})" if one.formerly else ""
    broken = "  can't be read any more: not taken for a deletion" if one.action == "unreadable" else ""
    place = f"and {more:,} more like it: --all shows them" if more else place
    yield f"  {sign} {pad(str(one.ref) + was, 28)}  {paint('quiet', place)}{broken}"
    shown = one.fields if everything else one.fields[:FIELDS]
    yield from (f"      {line}" for line in _fields(shown, columns - 6))
    if len(one.fields) > len(shown):
        yield f"      and {counted(len(one.fields) - len(shown), 'field')} more"


def _fields(fields: Iterable[FieldChange], columns: int) -> Iterator[str]:
    """In columns: the path, what it said and says, and what that means where it isn't neutral."""
    every = list(fields)
    paths = min(PATH, columns // 2, max((width(_short(field.path)) for field in every), default=0))
    room = max(10, (columns - paths - 16) // 2)
    values = [_values(field, room) for field in every]
    widest = max((width(words) for words, _ in values), default=0)
    for field, (words, painted) in zip(every, values, strict=True):
        effect = "" if field.effect == "neutral" else paint(_EFFECTS[field.effect], field.effect)
        gap = " " * (widest - width(words) + 2) if effect else ""
        yield f"{pad(_tail(_short(field.path), paths), paths)}  {painted}{gap}{effect}"


def _tail(path: str, columns: int) -> str:
    """The end of a path that is too long: its last word matters most."""
    return path if width(path) <= columns else cut(path[::-1], columns)[::-1]


def _values(field: FieldChange, room: int) -> tuple[str, str]:
    """What a field said and says, plain and painted."""
    was, now = (None if side is None else cut(visible(side), room) for side in (field.before, field.after))
    if was is None or now is None:
        sign, role = ("+", "good") if was is None else ("-", "bad")
        words = now if was is None else was
        return f"{sign} {words}", f"{paint(role, sign)} {words}"
    return f"{was} → {now}", f"{was} → {now}"


def _short(path: str) -> str:
    return visible(path.removeprefix("spec.").removeprefix("metadata."))


def _rows(rows: Iterable[Row], columns: int) -> Iterator[str]:
    """Labels at the left, each once; what is too long for the line goes on below."""
    last = ""
    for label, words in rows:
        lines = textwrap.wrap(visible(words), columns - LABEL - 4, break_on_hyphens=False) or [""]
        shown = paint(_role(label), pad(label, LABEL)) if label != last else " " * LABEL
        yield f"  {shown}  {lines[0]}"
        yield from (f"  {' ' * LABEL}    {line}" for line in lines[1:])
        last = label


def _role(label: str) -> str:
    return next((role for start, role in _LABELS.items() if label.startswith(start)), "quiet")


def _why(answer: Plan, columns: int) -> str:
    found = reasons(answer)
    verdict = paint(_VERDICTS[answer.verdict], answer.verdict.upper())
    if answer.verdict == "pass":
        return f"{verdict}: nothing is loosened, newly exposed or broken"
    indent = len(answer.verdict) + 2
    return f"{verdict}: {_wrapped('; '.join(found), columns - indent, indent)}"
