"""The quietest start for an outage: of all moments in a stretch of time, the one that costs least.

Least is: the smallest share of budgets used, added up over all agreements and windows; then the fewest agreements hit;
then the earliest. A budget that is nothing is broken by any loss, and such a loss comes before all shares.

Nothing is sampled. What an agreement loses is a sum of lengths of [start + t, start + T) ∩ hours, which is linear in
the start until one of its ends meets an end of the hours, of a window or of a term. Between those moments the share of
a fixed budget is linear, and the share of a rolling one, a quotient of two linear functions, rises or falls throughout.
So the least lies at one of them. Only where several rolling budgets move at once may it lie between: there it is
searched for by halving, with the smaller ends of all shares as what can't be undercut. (A rolling window whose length
is written in months is taken to be as long between two such moments as it is at the first start.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from itsm_as_code.graph.charges import Charge, Course, Terms, charges, span
from itsm_as_code.graph.cost import Cost, cost, terms_of, touched
from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.hours import counted, end_moment, first_moment, window_of
from itsm_as_code.model import Ref


class Quiet(NamedTuple):
    """The quietest start of an outage of so many seconds, and what it costs then."""

    start: datetime
    duration: int
    costs: tuple[Cost, ...]

    @property
    def share(self) -> Fraction:
        """The budgets' shares used, added up."""
        return sum((one.share or Fraction(0) for cost in self.costs for one in cost.charges), Fraction(0))


class _Group(NamedTuple):
    """So many agreements that count in the same way, on services that fare in the same way."""

    terms: Terms
    course: tuple[tuple[Level, int], ...]
    many: int


class _Rank(NamedTuple):
    """How quiet a start is; less is quieter."""

    broken: int
    share: Fraction
    hit: int
    start: int


def quietest(landscape: Landscape, courses: Mapping[Ref, Course], duration: int, first: datetime, within: int) -> Quiet:
    """The start in [first, first + within] at which an outage costs least; `courses` says what it does."""
    horizon = span(first, within + duration)
    agreements = touched(landscape, courses, horizon)
    known = [(agreement, service, terms_of(landscape, agreement)) for agreement, service in agreements]
    groups = _grouped((terms, courses[service]) for _, service, terms in known)
    start = first.astimezone(UTC)
    found = start + timedelta(seconds=_best(groups, start, duration, within))
    moment = found.astimezone(first.tzinfo)
    costs = (cost((one.ref, service), terms, courses[service], moment, duration) for one, service, terms in known)
    return Quiet(moment, duration, tuple(costs))


def midnight(landscape: Landscape, courses: Mapping[Ref, Course], day: date) -> datetime:
    """The first moment of a day, by the clock of most of the agreements that are hit; by UTC where there are none."""
    zones = Counter(terms_of(landscape, one).window.timezone for one, _ in touched(landscape, courses, day))
    return first_moment(min(zones, key=lambda zone: (-zones[zone], zone), default="UTC"), day)


def _grouped(pairs: Iterable[tuple[Terms, Course]]) -> tuple[_Group, ...]:
    """What is lost only from the start on where degraded time counts, and only while it is down where it doesn't."""
    counts: dict[tuple[Terms, tuple[tuple[Level, int], ...]], int] = {}
    for terms, course in pairs:
        matters = (Level.DEGRADED, Level.DOWN) if terms.degraded else (Level.DOWN,)
        key = terms, tuple((level, course[level]) for level in matters if level in course)
        if key[1]:
            counts[key] = counts.get(key, 0) + 1
    return tuple(_Group(terms, course, count) for (terms, course), count in counts.items())


def _best(groups: Sequence[_Group], start: datetime, duration: int, within: int) -> int:
    """Seconds from the first possible start to the best one."""
    moments = {0, within}
    for group in groups:
        moments |= {second for second in _turns(group, start, duration, within) if 0 <= second <= within}
    at = sorted(moments)
    ranks = {second: _rank(groups, start, duration, second) for second in at}
    best = min(ranks.values())
    moving = [group for group in groups if group.terms.window.type == "rolling" and not group.terms.hours.always]
    if sum(group.many for group in moving) > 1:
        best = _between(groups, start, duration, list(pairwise(at)), best)
    return best.start


def _between(
    groups: Sequence[_Group], start: datetime, duration: int, agenda: list[tuple[int, int]], best: _Rank
) -> _Rank:
    """Halves stretches between turns as long as they may hold something quieter."""
    while agenda:
        first, last = agenda.pop()
        if last - first > 1 and _floor(groups, start, duration, first, last) < (best.broken, best.share):
            middle = (first + last) // 2
            best = min(best, _rank(groups, start, duration, middle))
            agenda += [(first, middle), (middle, last)]
    return best


def _floor(groups: Sequence[_Group], start: datetime, duration: int, first: int, last: int) -> tuple[int, Fraction]:
    """What no start between two turns can undercut: the share of each window rises or falls throughout."""
    broken, share = 0, Fraction(0)
    for group in groups:
        for ends in zip(*(_charges(group, start, duration, second) for second in (first, last)), strict=False):
            broken += group.many * min(_unpaid(end) for end in ends)
            share += group.many * min(_used(end) for end in ends)
    return broken, share


def _rank(groups: Sequence[_Group], start: datetime, duration: int, second: int) -> _Rank:
    return _Rank(*_weigh(groups, start, duration, second), second)


def _weigh(groups: Sequence[_Group], start: datetime, duration: int, second: int) -> tuple[int, Fraction, int]:
    """Losses without a budget, shares used, and agreements hit."""
    broken, share, hit = 0, Fraction(0), 0
    for group in groups:
        found = _charges(group, start, duration, second)
        broken += group.many * sum(map(_unpaid, found))
        share += group.many * sum(map(_used, found), Fraction(0))
        hit += group.many * any(one.lost for one in found)
    return broken, share, hit


def _charges(group: _Group, start: datetime, duration: int, second: int) -> list[Charge]:
    return list(charges(group.terms, dict(group.course), start + timedelta(seconds=second), duration))


def _unpaid(charge: Charge) -> bool:
    """Whether there is a loss, and no budget at all."""
    return charge.breach and charge.share is None


def _used(charge: Charge) -> Fraction:
    return charge.share or Fraction(0)


def _turns(group: _Group, start: datetime, duration: int, within: int) -> Iterator[int]:
    """The starts, in seconds from the first one, at which an end of what is lost meets an end of what counts."""
    terms = group.terms
    shifts = {duration, *(after for _, after in group.course)}
    if terms.window.type == "rolling":
        length = (window_of(terms.window, start)[1] - start) // timedelta(seconds=1)
        shifts |= set(range(0, duration + length, length))
    for moment in _ends(terms, start, start + timedelta(seconds=within + max(shifts))):
        second = (moment - start) // timedelta(seconds=1)
        yield from (second - shift for shift in shifts)


def _ends(terms: Terms, start: datetime, end: datetime) -> Iterator[datetime]:
    """Where hours, windows and the term begin and end in a stretch of time."""
    for pair in counted(terms.hours, terms.exclusions, start, end):
        yield from (datetime.fromtimestamp(second, UTC) for second in pair)
    zone = terms.window.timezone
    if terms.first is not None:
        yield first_moment(zone, terms.first)
    if terms.last is not None:
        yield end_moment(zone, terms.last)
    window = window_of(terms.window, start)
    while terms.window.type == "calendar" and window[1] < end:
        yield window[1]
        window = window_of(terms.window, window[1])
