"""A plan as one comment of a pull request: verdict first, the rest folded, and never longer than a forge takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from itsm_as_code.changes import EntityChange, FieldChange, Plan
from itsm_as_code.formats._markdown_impact import escaped
from itsm_as_code.formats._plan_needs import Need, needs
from itsm_as_code.formats._plan_rows import Row, does
from itsm_as_code.formats._plan_words import DONE, alike, gravest_first, headlines, reaching, reasons
from itsm_as_code.formats._style import counted, cut

MARKER = "<!-- itsm plan -->"
"""By this a bot finds its own comment and writes it anew instead of adding another."""
BUDGET = 60_000
"""Characters, escapes and all; GitHub takes 65,536."""
FIRST = 2
"""Lines that stand before the folds."""
VALUE = 80
PATH = 120
LONGEST = 400
_SIGNS = {"pass": "✅", "review": "🔎", "blocked": "⛔"}
_MARKS = {True: "✅", False: "❌", None: "❔"}
_ELSEWHERE = "the whole plan is in the run's artifact, or what `itsm plan --all` says"


class Fold(NamedTuple):
    """A folded part: what it is called, the lines before its rows, its rows, and what one of them is."""

    title: str
    head: tuple[str, ...]
    rows: list[str]
    noun: str


def plan(answer: Plan) -> str:
    """The whole comment."""
    head = [MARKER, f"### {_SIGNS[answer.verdict]} itsm plan: {answer.verdict}", ""]
    names = " → ".join(_cell(name, PATH) for name in (answer.base, answer.head))
    head += [f"{names}: {reaching(answer)}, risk {escaped(answer.judged.risk.level)}.", ""]
    if not answer.changes and not answer.introduced and not answer.fixed:
        return "\n".join([*head, "No changes: both mean the same."])
    rows = list(does(answer, None))
    first = dict.fromkeys(islice(headlines(answer), 4 * FIRST))
    head += [*(f"- {_row(row)}" for row in islice(first, FIRST)), "", *_why(answer)]
    folds = [
        Fold("What it needs", (), [_need(one) for one in needs(answer)], "line"),
        Fold("What it does", (), [f"- {_row(row)}" for row in rows], "line"),
        Fold(
            "What changes", ("| | what | field | before → after | |", "|---|---|---|---|---|"), _changes(answer), "row"
        ),
        _risk(answer),
    ]
    return "\n".join([*head, *_folded(folds, BUDGET - sum(len(line) + 1 for line in head))]).rstrip()


def _why(answer: Plan) -> list[str]:
    return [f"Because {escaped('; '.join(reasons(answer)))}.", ""] if answer.verdict != "pass" else []


def _need(one: Need) -> str:
    return f"- {_MARKS[one.met]} **{one.label}** {_cell(one.words, LONGEST)}"


def _risk(answer: Plan) -> Fold:
    risk = answer.judged.risk
    rows = [f"| {one.points} | {escaped(one.name)} | {_cell(one.why, LONGEST)} |" for one in risk.factors]
    return Fold(
        f"Risk {risk.score}: {escaped(risk.level)}", ("| points | factor | why |", "|--:|---|---|"), rows, "row"
    )


def _row(row: Row) -> str:
    return f"**{escaped(row.label)}** {_cell(row.words, LONGEST)}"


def _cell(text: str, most: int) -> str:
    return escaped(cut(text.replace("\n", " "), most))


def _changes(answer: Plan) -> list[str]:
    """A row for each field, the gravest entities first; what happened to many alike is told once."""
    return [row for group in alike(gravest_first(answer.changes)) for row in _change(group[0], len(group) - 1)]


def _change(one: EntityChange, more: int) -> Iterator[str]:
    was = f" (was {one.formerly})" if one.formerly else f" and {more:,} more like it" if more else ""
    named = (DONE[one.action], _cell(f"{one.ref}{was}", PATH))
    if not one.fields:
        yield f"| {' | '.join(named)} | | | |"
    for number, field in enumerate(one.fields):
        yield f"| {' | '.join(named if not number else ('', ''))} | {' | '.join(_field(field))} |"


def _field(field: FieldChange) -> tuple[str, str, str]:
    was, now = ("∅" if side is None else _cell(side, VALUE) for side in (field.before, field.after))
    effect = "" if field.effect == "neutral" else f"**{field.effect}**"
    return _cell(field.path.removeprefix("spec."), PATH), f"{was} → {now}", effect


def _folded(folds: list[Fold], room: int) -> Iterator[str]:
    """Each fold in full while there is room; of the rest as many rows as fit, and how many there are more."""
    for number, fold in enumerate(folds):
        if not fold.rows:
            continue
        start = [f"<details><summary>{fold.title} ({len(fold.rows):,})</summary>", "", *fold.head]
        more = f"\nand {counted(len(fold.rows), 'more ' + fold.noun, f'more {fold.noun}s')}: {_ELSEWHERE}"
        frame = sum(len(line) + 1 for line in start) + len(more) + len("\n</details>\n\n") + 2
        share = room // (len(folds) - number) - frame
        shown = _fitting(fold.rows, max(0, share))
        left = len(fold.rows) - len(shown)
        end = [f"\nand {counted(left, 'more ' + fold.noun, f'more {fold.noun}s')}: {_ELSEWHERE}"] if left else []
        lines = [*start, *shown, *end, "", "</details>", ""]
        room -= sum(len(line) + 1 for line in lines)
        yield from lines


def _fitting(rows: list[str], room: int) -> list[str]:
    shown = []
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        shown.append(row)
    return shown
