"""Availabilities as text: promised, at best and expected; what weighs most; what it would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.formats._style import counted, pad, paint, width
from itsm_as_code.graph import Availability, Importance
from itsm_as_code.schemas import availability_text, spoken_time

SHOWN = 8
"""Rows of what weighs most."""
LONGEST = 40
"""Rows of a table."""
NAMED = 6
"""Names in one row."""
MONTH = 30 * 86_400
ASSUMED = """\
At best: however failures hang together. Expected: if each fails independently; what nobody states counts as never
failing, what is soft or tolerates an outage is left out. itsm explain promise-exceeds-estimate""".splitlines()
_VERDICTS = {True: ("good", "kept"), False: ("bad", "below the promise"), None: ("quiet", "")}


def availability(answers: Sequence[Availability]) -> str:
    """One in full, or several as a table."""
    lines = _table(answers) if len(answers) != 1 else _whole(answers[0])
    return "\n".join([*lines, "", *(paint("quiet", line) for line in ASSUMED)])


def _table(answers: Sequence[Availability]) -> Iterator[str]:
    """A row for each, those below their promise first."""
    ordered = sorted(answers, key=lambda one: (one.kept is not False, one.ref))
    yield from _rows(ordered[:LONGEST])
    if len(ordered) > LONGEST:
        kept = sum(one.kept is True for one in ordered[LONGEST:])
        yield f"  and {len(ordered) - LONGEST:,} more, {kept:,} of them kept: --format json has them all"


def _rows(answers: Sequence[Availability]) -> Iterator[str]:
    rows = [("", "PROMISED", "AT BEST", "EXPECTED", "UNKNOWN"), *map(_row, answers)]
    columns = [max(width(row[place]) for row in rows) for place in range(5)]
    verdicts = [("quiet", ""), *(_VERDICTS[one.kept] for one in answers)]
    for row, (role, verdict) in zip(rows, verdicts, strict=True):
        cells = "  ".join(pad(cell, size) for cell, size in zip(row, columns, strict=True))
        yield f"  {cells}  {paint(role, verdict)}".rstrip() if row[0] else paint("quiet", f"  {cells}".rstrip())


def _row(one: Availability) -> tuple[str, str, str, str, str]:
    promised = str(one.promise.share) if one.promise else "–"
    return str(one.ref), promised, availability_text(float(1 - one.bound)), _expected(one), str(len(one.unknown) or "–")


def _expected(one: Availability) -> str:
    estimate = one.estimate
    if not estimate.samples:
        return availability_text(estimate.down)
    return f"{availability_text(estimate.high)} to {availability_text(estimate.low)}"


def _whole(one: Availability) -> Iterator[str]:
    role, verdict = _VERDICTS[one.kept]
    yield f"{paint('strong', str(one.ref))}  {paint(role, verdict)}".rstrip()
    yield ""
    if one.promise:
        allowed = float(1 - one.promise.share.exact)
        yield f"  promised  {one.promise.share}  {_lost(allowed)}, {one.promise.agreement.ref}"
    yield f"  at best   {availability_text(float(1 - one.bound))}  {_lost(float(1 - one.bound))}"
    yield f"  expected  {_expected(one)}  {_lost(one.estimate.down)}"
    if one.estimate.samples:
        yield f"            too large to compute: {one.estimate.samples:,} samples, with 95% confidence in between"
    yield from _unknown(one)
    yield from _importance(one.importance)
    yield from _remedy(one)


def _lost(down: float) -> str:
    return f"{spoken_time(round(down * MONTH))} lost in 30 days round the clock"


def _unknown(one: Availability) -> Iterator[str]:
    if one.unknown:
        names = ", ".join(map(str, one.unknown[:NAMED]))
        more = f" and {len(one.unknown) - NAMED:,} more" if len(one.unknown) > NAMED else ""
        yield f"  unknown   {counted(len(one.unknown), 'availability', 'availabilities')}: {names}{more}"


def _importance(importance: Sequence[Importance]) -> Iterator[str]:
    if importance:
        yield ""
        yield paint("strong", "What weighs most: its share of what is lost")
        columns = max(width(str(each.ref)) for each in importance[:SHOWN])
        for each in importance[:SHOWN]:
            by = f"  {each.stated.agreement.ref}" if each.stated else ""
            share = f"{each.fussell_vesely * 100:.0f}%".rjust(4)
            yield f"  {share}  {pad(str(each.ref), columns)}  {availability_text(each.down)}{paint('quiet', by)}"
        if len(importance) > SHOWN:
            yield f"  and {len(importance) - SHOWN:,} more: --format json has them all"


def _remedy(one: Availability) -> Iterator[str]:
    if one.kept is False and one.importance:
        yield ""
        yield paint("strong", "What it would take")
        remedy = one.remedy
        if remedy is None:
            yield "  no single improvement is enough; begin with what weighs most, or promise less"
            return
        name = remedy.by.stated.agreement.ref if remedy.by.stated else remedy.by.ref
        twin = ", or a second one that fails independently" if remedy.twin else ""
        better = availability_text(remedy.down, at_least=True)
        yield f"  {name} at {better} instead of {availability_text(remedy.by.down)}{twin}"
        yield f"  or a promise of at most {_expected(one)}"
