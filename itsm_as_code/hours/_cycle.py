"""A week that repeats for ever, as exact functions from seconds to worked seconds and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from itsm_as_code.hours._clock import DAY, WEEK
from itsm_as_code.hours._sets import Stretches, merged
from itsm_as_code.hours.service_hours import MINUTE, Hours


@dataclass(frozen=True, slots=True)
class Cycle:
    """Worked stretches of a week, with the seconds worked in it before each of them, and in all.

    Second 0 is a Monday's midnight; seconds before it and after the week belong to other weeks, which are the same.
    """

    stretches: Stretches
    before: tuple[int, ...]
    total: int

    def count(self, second: int) -> int:
        """The seconds worked until a second."""
        weeks, rest = divmod(second, WEEK)
        at = bisect_right(self.stretches, (rest, WEEK)) - 1
        if at < 0:
            return weeks * self.total
        start, end = self.stretches[at]
        return weeks * self.total + self.before[at] + min(rest, end) - start

    def reach(self, count: int) -> int:
        """The first second until which so much is worked."""
        weeks, rest = divmod(count - 1, self.total)
        at = bisect_left(self.before, rest + 1) - 1
        return weeks * WEEK + self.stretches[at][0] + rest + 1 - self.before[at]

    def leave(self, count: int) -> int:
        """The last second until which no more is worked: where the next stretch begins, if one has just ended."""
        weeks, rest = divmod(count, self.total)
        at = bisect_right(self.before, rest) - 1
        return weeks * WEEK + self.stretches[at][0] + rest - self.before[at]

    def at_work(self, second: int) -> bool:
        """Whether work goes on right after a second."""
        rest = second % WEEK
        at = bisect_right(self.stretches, (rest, WEEK)) - 1
        return at >= 0 and rest < self.stretches[at][1]


@lru_cache(maxsize=2_048)
def cycle_of(hours: Hours, shift: int) -> Cycle:
    """The week of some hours without their holidays, moved by so many seconds into the clock of another zone."""
    found = []
    for day, minutes in enumerate(hours.week):
        for first, last in minutes:
            start = (day * DAY + first * MINUTE + shift) % WEEK
            end = start + (last - first) * MINUTE
            found += [(start, min(end, WEEK)), (0, end - WEEK)] if end > WEEK else [(start, end)]
    stretches = merged(found)
    sums = tuple(accumulate((end - start for start, end in stretches), initial=0))
    return Cycle(stretches, sums[:-1], sums[-1])
