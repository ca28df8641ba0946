"""Who is at work when: the stretches of some hours, each with those of several groups that are closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from itsm_as_code.hours._clock import after, moment_in, start_of
from itsm_as_code.hours.service_hours import Hours
from itsm_as_code.hours.service_time import stretches


class Attendance(NamedTuple):
    """A stretch of time, and the numbers of the groups of which nobody is at work in it."""

    start: datetime
    end: datetime
    closed: frozenset[int]


def attendance(inner: Hours, groups: Sequence[Sequence[Hours]], first: date, last: date) -> Iterator[Attendance]:
    """The hours from a first to a last day, cut wherever a group opens or closes; a group works when one of it does."""
    start, end = (moment_in(inner.timezone, start_of(inner.timezone, day)) for day in (first, after(last)))
    changes: dict[int, list[tuple[int, int]]] = {}
    for number, calendars in enumerate([[inner], *groups]):
        for hours in calendars:
            for opens, closes in stretches(hours, start, end):
                changes.setdefault(opens, []).append((number, 1))
                changes.setdefault(closes, []).append((number, -1))
    working = [0] * (len(groups) + 1)
    for moment, following in pairwise(sorted(changes)):
        for number, step in changes[moment]:
            working[number] += step
        if working[0]:
            closed = frozenset(number for number, count in enumerate(working[1:]) if not count)
            yield Attendance(moment_in(inner.timezone, moment), moment_in(inner.timezone, following), closed)
