"""The worst wait: how much of a promise's time can pass until those behind it are done, whenever it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.hours._clock import WEEK
from itsm_as_code.hours._cycle import Cycle, cycle_of
from itsm_as_code.hours._reference_weeks import ReferenceWeek, reference_weeks
from itsm_as_code.hours.service_hours import Hours

Support = tuple[Hours, int]
"""The hours of a support, and the time it takes, in seconds of its own hours."""


Enough = Callable[[frozenset[int]], bool]
"""Whether the supports of these numbers are enough, once they are done."""


class Wait(NamedTuple):
    """The longest wait, in seconds of the promise's hours, and a start at which it happens; None is for ever.

    `just_after`: the wait comes about by starting a moment later, when hours that would have been enough have begun to
    run out. Start and end are told in the zone of the promise (of the first support, where the promise counts all the
    time), in a week of the reference year without a change of clocks.
    """

    seconds: int | None
    start: datetime
    just_after: bool
    done: datetime | None


def worst_wait(promise: Hours, supports: Sequence[Support], need: int | Enough) -> Wait:
    """How much of the promise's time can pass until `need` of the supports are done, over every start of a week.

    Where no number says how many are needed, `need` says whether those that are done are enough.

    Exact: the supremum over all starts, over the weeks of every combination of offsets that the zones have in the
    reference year, without holidays. If fewer than `need` ever come to an end, it is for ever.
    """
    if isinstance(need, int):
        return _remembered(promise, tuple(supports), need)
    return _worst(promise, supports, need)


@lru_cache(maxsize=4_096)
def _remembered(promise: Hours, supports: tuple[Support, ...], need: int) -> Wait:
    return _worst(promise, supports, need)


def _worst(promise: Hours, supports: Sequence[Support], need: int | Enough) -> Wait:
    told_in = supports[0][0].timezone if promise.always and supports else promise.timezone
    # Round the clock is the same on any clock: it makes no weeks of its own.
    zones = tuple(told_in if hours.always else hours.timezone for hours in (promise, *(one for one, _ in supports)))
    weeks = reference_weeks(told_in, zones)
    return max((_worst_of(week, promise, supports, need) for week in weeks), key=_length)


def _length(wait: Wait) -> float:
    return float("inf") if wait.seconds is None else wait.seconds


def _worst_of(week: ReferenceWeek, promise: Hours, supports: Sequence[Support], need: int | Enough) -> Wait:
    counting = cycle_of(promise, week.shifts[0])
    working = [(cycle_of(hours, shift), time) for (hours, time), shift in zip(supports, week.shifts[1:], strict=True)]
    starts = sorted({second % WEEK for second in _starts(counting, working)} or {0})
    # Of equal waits the first is told, exact starts before those a moment later.
    waits = [wait for start in starts for wait in _waits(counting, working, need, start)]
    seconds, at, late, done = min(waits, key=lambda one: (-float("inf") if one[0] is None else -one[0], one[2], one[1]))
    return Wait(seconds, week.moment(at), late, None if done is None else week.moment(done))


def _waits(
    counting: Cycle, working: Sequence[tuple[Cycle, int]], need: int | Enough, start: int
) -> Iterator[tuple[int | None, int, bool, int | None]]:
    """The wait from a start, and from just after it where that is another: seconds, start, whether after, end."""
    ends = [(_ends(hours, time, start), number) for number, (hours, time) in enumerate(working)]
    at, after = ([(end[late], number) for end, number in ends if end] for late in (0, 1))
    counted = counting.count(start)
    for late, found in enumerate([at, after] if after != at else [at]):
        done = _done(sorted(found), need, start)
        yield None if done is None else counting.count(done) - counted, start, bool(late), done


def _starts(counting: Cycle, working: Sequence[tuple[Cycle, int]]) -> Iterator[int]:
    """The starts among which the worst one is.

    While the promise doesn't count, waiting longer only makes it worse, up to the moment it opens. While it counts, a
    later start is never worse but where the end jumps over a time in which a support is closed: just after a start from
    which its time lasts exactly until it closes. Moments at which a support closes are no worse, but easier to read.
    """
    yield from (start for start, _ in counting.stretches)
    for hours, time in working:
        for _, closing in hours.stretches:
            yield closing
            yield hours.leave(hours.count(closing) - time)


def _done(ends: Sequence[tuple[int, int]], need: int | Enough, start: int) -> int | None:
    """When enough are done, of those that come to an end, in order."""
    if isinstance(need, int):
        return start if need < 1 else ends[need - 1][0] if need <= len(ends) else None
    done: frozenset[int] = frozenset()
    if need(done):
        return start
    for end, number in ends:
        done |= {number}
        if need(done):
            return end
    return None


def _ends(hours: Cycle, time: int, start: int) -> tuple[int, int] | None:
    """When a support is done that begins at a start, and in the limit from later ones; None is never."""
    if time == 0:
        return start, start
    if not hours.total:
        return None
    count = hours.count(start) + time
    end = hours.reach(count)
    return end, hours.leave(count) if hours.at_work(start) else end
