"""Cut sets and weak points as text: what is there only once, what fails together, and spares that are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itsm_as_code.formats._style import counted, cut, pad, paint, visible, width
from itsm_as_code.graph import CRITICALITIES, Cuts, Landscape, Ranking, SharedCause, Toll
from itsm_as_code.model import Ref

SHOWN = 20
"""Rows of one list; the rest is counted."""
NAMED = 3
"""Names in one row."""
WIDEST = 48
"""Columns of a name; a longer one pushes its row to the right."""


def cuts(answer: Cuts, landscape: Landscape) -> str:
    """What takes one entity down."""
    lines = [paint("strong", f"What takes {answer.ref} down"), ""]
    if not answer.sets:
        lines.append(f"  nothing does, as long as no more than {answer.order} fail together")
    for order in range(1, answer.order + 1):
        sets = [one for one in answer.sets if len(one) == order]
        lines += _alone(sets, landscape) if order == 1 else _together(order, sets)
    lines += _shared(answer.shared)
    found = ", ".join(f"{count:,} {'alone' if order == 1 else f'by {order}'}" for order, count in answer.counts.items())
    could = counted(answer.candidates, "entity", "entities")
    lines += ["", paint("quiet", f"Complete up to {answer.order} at once: {found} · {could} could fail")]
    return "\n".join(lines)


def ranking(answer: Ranking, landscape: Landscape) -> str:
    """What each thing takes down alone, over the whole landscape."""
    lines = [paint("strong", "What is there only once, and what it takes down"), ""]
    lines += _tolls(answer.points[:SHOWN]) if answer.points else ["  nothing takes a service down alone"]
    lines += _more(len(answer.points), "  ")
    lines += _shared(answer.shared)
    safe = f"Services that survive any single failure: {answer.safe:,} of {answer.services:,}"
    asked = f" · itsm cuts {answer.points[0].gravest[0]}" if answer.points else ""
    del landscape  # every format of an answer is called alike
    return "\n".join([*lines, "", paint("quiet", f"{safe}{asked}")])


def _alone(sets: Sequence[tuple[Ref, ...]], landscape: Landscape) -> Iterator[str]:
    if sets:
        columns = _columns(str(one[0]) for one in sets[:SHOWN])
        for number, (ref,) in enumerate(sets[:SHOWN]):
            label = paint("error", pad("ALONE" if number == 0 else "", 9))
            yield f"  {label} {pad(str(ref), columns)}  {paint('quiet', cut(visible(landscape.title(ref)), 60))}"
        yield from _more(len(sets), " " * 12)


def _together(order: int, sets: Sequence[tuple[Ref, ...]]) -> Iterator[str]:
    for number, one in enumerate(sets[:SHOWN]):
        label = paint("warning", pad(f"{order} AT ONCE" if number == 0 else "", 9))
        yield f"  {label} {' + '.join(map(str, one))}"
    yield from _more(len(sets), " " * 12)


def _shared(shared: Sequence[SharedCause]) -> Iterator[str]:
    """A row for each cause and group of one name; of several causes the nearest is told."""
    rows: dict[tuple[Ref, str], list[Ref]] = {}
    for one in shared:
        name = one.group.name or f"{one.group.need} of {len(one.group.members)}"
        rows.setdefault((one.causes[0], name), []).append(one.group.source)
    if rows:
        yield ""
        yield paint("strong", "Spares that are none: one failure takes more of them than can be spared")
        first = _columns(str(cause) for cause, _ in list(rows)[:SHOWN])
        second = _columns(visible(name) for _, name in list(rows)[:SHOWN])
    for (cause, name), sources in sorted(rows.items())[:SHOWN]:
        more = f" and {len(sources) - NAMED} more" if len(sources) > NAMED else ""
        of = ", ".join(map(str, sources[:NAMED])) + more
        yield f"  {pad(str(cause), first)}  {pad(visible(name), second)}  {paint('quiet', f'of {of}')}"
    yield from _more(len(rows), "  ")


def _tolls(tolls: Sequence[Toll]) -> Iterator[str]:
    counts = [
        ", ".join(f"{toll.services[word]} {word}" for word in CRITICALITIES if toll.services[word]) for toll in tolls
    ]
    first, second = _columns(str(toll.ref) for toll in tolls), _columns(counts)
    for toll, count in zip(tolls, counts, strict=True):
        more = f" and {toll.total - NAMED:,} more" if toll.total > NAMED else ""
        names = ", ".join(ref.name for ref in toll.gravest[:NAMED]) + more
        yield f"  {pad(str(toll.ref), first)}  {pad(count, second)}  {paint('quiet', names)}"


def _columns(texts: Iterable[str]) -> int:
    return min(WIDEST, max(map(width, texts), default=0))


def _more(number: int, indent: str) -> Iterator[str]:
    if number > SHOWN:
        yield f"{indent}and {number - SHOWN:,} more: --format json has them all"
