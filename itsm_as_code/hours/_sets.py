"""Sets of seconds as sorted stretches (start, end), the end not included: what hours are once zones are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Stretch = tuple[int, int]
Stretches = tuple[Stretch, ...]


def merged(stretches: Iterable[Stretch]) -> Stretches:
    """The same seconds in as few stretches as they take; adjacent and overlapping ones become one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def clipped(stretches: Iterable[Stretch], first: int, last: int) -> Stretches:
    """What of these stretches lies in [first, last)."""
    cut = ((max(start, first), min(end, last)) for start, end in stretches)
    return tuple(stretch for stretch in cut if stretch[0] < stretch[1])


def without(stretches: Sequence[Stretch], taken: Sequence[Stretch]) -> Stretches:
    """The seconds of the one that aren't in the other; both merged."""
    found: list[Stretch] = []
    first, count = 0, len(taken)
    for begins, end in stretches:
        start = begins
        while first < count and taken[first][1] <= start:
            first += 1
        at = first
        while at < count and taken[at][0] < end:
            found.append((start, taken[at][0]))
            start = taken[at][1]
            at += 1
        found.append((start, end))
    return tuple(stretch for stretch in found if stretch[0] < stretch[1])


def at_least(need: int, sets: Iterable[Sequence[Stretch]]) -> Stretches:
    """The seconds that are in so many of these sets, each of them merged."""
    steps = [step for one in sets for start, end in one for step in ((start, 1), (end, -1))]
    return tuple(_where(steps, need))


def _where(steps: Iterable[tuple[int, int]], level: int) -> Iterator[Stretch]:
    """The stretches in which a sum that changes in steps has reached a level of at least 1."""
    total, opened = 0, 0
    for moment, steps_now in _by_moment(steps):
        before, total = total, total + steps_now
        if before < level <= total:
            opened = moment
        elif total < level <= before:
            yield opened, moment


def _by_moment(steps: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    sums: dict[int, int] = {}
    for moment, change in steps:
        sums[moment] = sums.get(moment, 0) + change
    return sorted(sums.items())
