"""What an outage means for promises, in words: time lost in service hours against what may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from itsm_as_code.graph import Charge, Cost, Impact
from itsm_as_code.schemas import spoken_time

_MONTHS = {1: "%B %Y", 12: "%Y"}


class Row(NamedTuple):
    """One line: a verdict such as `BREACH` or `12 %`, the agreement it is about, and what is lost."""

    verdict: str
    agreement: str
    words: str


def rows(answer: Impact) -> Iterator[Row]:
    """The promises with a budget, worst first; without a start, that they are touched."""
    if answer.costs:
        ordered = sorted(answer.costs, key=_gravity)
        yield from (row for one in ordered for row in _rows(one))
        return
    for agreement, service in answer.agreements:
        yield Row("", str(agreement), f"{service} {max(answer.courses[service]).spoken}")


def others(answer: Impact) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The agreements that lose nothing, and those that promise no availability: what is said of them, their names."""
    silent = [one for one in answer.costs if one.verdict is None and one.charges]
    spared = [one for one in answer.costs if not _budgeted(one) and one not in silent]
    for words, found in (("nothing lost", spared), ("no availability promised", silent)):
        if found:
            yield words, tuple(sorted({str(one.agreement) for one in found}))


def _budgeted(one: Cost) -> bool:
    return bool(one.lost and one.verdict) or one.spent is not None


def _gravity(one: Cost) -> tuple[bool, Fraction, datetime, str]:
    worst = one.worst
    share = (worst.share if worst else None) or Fraction(0)
    return not one.breach, -share, one.spent or datetime.max.replace(tzinfo=UTC), str(one.agreement)


def _rows(one: Cost) -> Iterator[Row]:
    name = str(one.agreement)
    if one.spent and not one.charges:
        yield Row("", name, f"its budget is used up {moment(one.spent)}")
    for charge in one.charges if one.verdict else ():
        if charge.lost:
            yield Row(_verdict(charge), name, _lost(charge))


def _verdict(charge: Charge) -> str:
    return "BREACH" if charge.breach else percent(charge.share) if charge.share is not None else ""


def _lost(charge: Charge) -> str:
    lost = f"{spoken_time(int(charge.lost))} lost in service hours"
    share = f" ({percent(charge.share)})" if charge.breach and charge.share is not None else ""
    return f"{lost}, {spoken_time(int(charge.budget or 0))} allowed in {period(charge)}{share}"


def percent(share: Fraction | None) -> str:
    """A share for people, never rounded over a hundred: `0.3 %`, `12 %`, `1,136 %`."""
    if share is None:
        return ""
    tenths = int(share * 1000)
    fine = 0 < tenths < 100 or 990 < tenths < 1010
    return f"{tenths / 10:,.1f} %" if fine and tenths % 10 else f"{tenths // 10:,} %"


def period(charge: Charge) -> str:
    """The name of a window: `November 2026`, `2026`, `23 Nov – 29 Nov 2026`."""
    first, last = charge.start, charge.end - timedelta(seconds=1)
    months = (charge.end.year - first.year) * 12 + charge.end.month - first.month
    if (first.day, charge.end.day, first.hour) == (1, 1, 0) and months in _MONTHS:
        return first.strftime(_MONTHS[months])
    if first.date() == last.date():
        return f"{first.day} {first:%b %Y}"
    return f"{first.day} {first:%b} – {last.day} {last:%b %Y}"


def moment(when: datetime) -> str:
    """A moment for people: `Mon 23 Nov 2026 10:00 +08:00`."""
    seconds = f":{when:%S}" if when.second else ""
    return f"{when:%a} {when.day} {when:%b} {when.year} {when:%H:%M}{seconds} {when.isoformat()[-6:]}"


def quieter(answer: Impact) -> str:
    """The quietest start that was found: when, and what the outage costs then."""
    found = answer.quieter
    if found is None:
        return ""
    if found.start == answer.scenario.start:
        return "no other start in the days looked at costs less"
    breached = sum(one.breach for one in found.costs)
    hit = sum(one.lost > 0 for one in found.costs)
    if breached:
        cost = f"still breaks {breached} of {len(found.costs)} promises"
    elif hit:
        cost = f"uses {percent(found.share)} of budgets, {hit} of {len(found.costs)} promises hit"
    else:
        cost = "costs nothing"
    return f"{moment(found.start)} {cost}"
