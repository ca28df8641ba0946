"""A plan as text: verdict first, then what changes, what it does, which findings come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from itsm_as_code.changes import EntityChange, Exposed, FieldChange, Plan
from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width
from itsm_as_code.graph import Level
from itsm_as_code.model import Finding, Ref

FIELDS = 12
"""Fields of one entity that are shown; the rest is counted."""
NAMES = 12
CAUSES = 6
_SIGNS = {"create": "+", "update": "~", "delete": "-", "rename": "→", "unreadable": "!"}
_COLOURS = {"create": "good", "update": "warning", "delete": "bad", "rename": "info", "unreadable": "error"}
_EFFECTS = {"loosened": "warning", "breaking": "error", "tightened": "good", "neutral": "quiet"}
_VERDICTS = {"pass": "good", "review": "warning", "blocked": "error"}


def plan(answer: Plan) -> str:
    """The whole answer, ready to read."""
    touched = {one.ref for one in answer.changes}
    reached = len({ref for ref in (*touched, *answer.reach.after) if ref.kind == "service"})
    verb = "reaches" if len(answer.changes) == 1 else "reach"
    head = [
        f"{visible(answer.base)} → {visible(answer.head)}",
        f"{counted(len(answer.changes), 'change')} {verb} {counted(reached, 'service')}",
        paint(_VERDICTS[answer.verdict], answer.verdict.upper()),
    ]
    if not answer.changes and not answer.introduced and not answer.fixed:
        return f"{head[0]}    {paint('good', 'no changes')}: both mean the same"
    blocks = [
        f"{paint('strong', head[0])}    {head[1]}    {head[2]}",
        *("\n".join(_change(one)) for one in answer.changes),
    ]
    return "\n\n".join([*blocks, *_does(answer), *_why(answer)])


def _change(one: EntityChange) -> Iterator[str]:
    sign = paint(_COLOURS[one.action], _SIGNS[one.action])
    place = f"{visible(one.location.path)}:{one.location.line}" if one.location.line else visible(one.location.path)
    was = f" (was {one.formerly})" if one.formerly else ""
    broken = "  can't be read any more: not taken for a deletion" if one.action == "unreadable" else ""
    yield f"  {sign} {pad(str(one.ref) + was, 28)}  {paint('quiet', place)}{broken}"
    shown = one.fields[:FIELDS]
    columns = min(48, max((width(_short(field.path)) for field in shown), default=0))
    for field in shown:
        yield f"      {_field(field, columns)}"
    if len(one.fields) > FIELDS:
        yield f"      and {counted(len(one.fields) - FIELDS, 'field')} more"


def _short(path: str) -> str:
    return visible(path.removeprefix("spec.").removeprefix("metadata."))


def _field(field: FieldChange, columns: int) -> str:
    name = pad(cut(_short(field.path), 48), columns)
    word = "" if field.effect == "neutral" else f"  {paint(_EFFECTS[field.effect], field.effect)}"
    if field.before is None:
        return f"{name}  {paint('good', '+')} {_text(field.after)}{word}"
    if field.after is None:
        return f"{name}  {paint('bad', '-')} {_text(field.before)}{word}"
    return f"{name}  {_text(field.before)} → {_text(field.after)}{word}"


def _text(value: str | None) -> str:
    return cut(visible(value or ""), 60)


def _does(answer: Plan) -> Iterator[str]:
    lines = [
        *_exposed(answer.reach.exposed),
        *_refs("newly reached", answer.reach.newly),
        *_refs("no longer reached", answer.reach.no_longer),
        *(
            f"  {pad('redundancy lost', 20)}{one.ref}: {visible(one.dependency)}, {one.before} needed → {one.after}"
            for one in answer.reach.redundancy_lost
        ),
        *(f"  {pad('new finding', 20)}{_finding(one)}" for one in answer.introduced),
        *(f"  {pad('finding mended', 20)}{_finding(one)}" for one in answer.fixed),
    ]
    if lines:
        yield "\n".join([paint("strong", "What it does"), *lines])


def _finding(one: Finding) -> str:
    return f"{paint(one.severity.word, one.severity.word)}[{visible(one.rule)}] {cut(visible(one.message), 90)}"


def _exposed(exposed: tuple[Exposed, ...]) -> Iterator[str]:
    """What one failure does now that it didn't do before, the gravest first."""
    causes: dict[tuple[Level, Ref], list[Ref]] = {}
    for one in exposed:
        causes.setdefault((one.after, one.ref), []).append(one.by)
    ordered = sorted(causes, key=lambda key: (-key[0], key[1].kind != "service", key[1]))
    for level, ref in ordered[:NAMES]:
        named = [str(by) for by in causes[level, ref]]
        by = named[0] if len(named) == 1 else f"any one of {', '.join(named[:CAUSES])}"
        rest = f" and {len(named) - CAUSES} more" if len(named) > CAUSES else ""
        yield f"  {pad(f'newly {level.spoken}', 20)}{ref} by {by}{rest}"
    if len(ordered) > NAMES:
        yield f"  {pad('', 20)}and {counted(len(ordered) - NAMES, 'entity', 'entities')} more"


def _refs(label: str, refs: tuple[Ref, ...]) -> Iterator[str]:
    for number, (kind, group) in enumerate(groupby(refs, key=lambda ref: ref.kind)):
        names = [str(ref) for ref in group]
        rest = f" and {len(names) - NAMES} more {kind}" if len(names) > NAMES else ""
        yield f"  {pad(label if number == 0 else '', 20)}{', '.join(names[:NAMES])}{rest}"


def _why(answer: Plan) -> Iterator[str]:
    words = {
        "pass": "nothing is loosened, newly exposed or broken",
        "review": "something is loosened, removed, newly exposed or loses a spare: somebody should look",
        "blocked": "it brings errors, or something can't be read any more",
    }
    yield f"{paint(_VERDICTS[answer.verdict], answer.verdict.upper())}: {words[answer.verdict]}"
