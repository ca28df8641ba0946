"""How agreements count, for the browser: hours and measurement windows as seconds, each told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from itsm_as_code.graph.charges import Terms
from itsm_as_code.hours import clock, counted, end_moment, first_moment, window_of
from itsm_as_code.schemas import Window

EARLIEST, LATEST = -31, 92
"""Days from today between which an outage may begin for the browser to know its cost."""
LONGEST = 31 * 86_400
"""Seconds; what lasts longer is for `itsm impact`."""

Served = tuple[Any, ...]
"""What decides which stretches are served: hours, exclusions, and the moments between which they matter."""


def starts(today: date) -> tuple[int, int]:
    """The seconds since 1970 between which an outage may begin."""
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    return _second(midnight + timedelta(days=EARLIEST)), _second(midnight + timedelta(days=LATEST))


def terms_index(ways: Sequence[Terms], today: date) -> dict[str, Any]:
    """Terms that name their hours and windows by number, as frontend/src/engine/index.ts describes them."""
    first, last = (datetime.fromtimestamp(one, UTC) for one in starts(today))
    ends = {one.window: _ends(one.window, first, last + timedelta(seconds=LONGEST)) for one in ways}
    served = {one: _served(one, ends[one.window]) for one in ways}
    hours = {key: number for number, key in enumerate(dict.fromkeys(served.values()))}
    windows = {window: number for number, window in enumerate(ends)}
    return {
        "terms": [_terms(one, hours[served[one]], windows[one.window]) for one in ways],
        "hours": [list(_steps(key)) for key in hours],
        "windows": [_window(window, moments) for window, moments in ends.items()],
    }


def _terms(terms: Terms, hours: int, window: int) -> list[Any]:
    zone = terms.window.timezone
    return [
        hours,
        window,
        str(terms.degraded),
        None if terms.allowed is None else str(terms.allowed),
        None if terms.first is None else _second(first_moment(zone, terms.first)),
        None if terms.last is None else _second(end_moment(zone, terms.last)),
    ]


def _ends(window: Window, since: datetime, until: datetime) -> list[datetime]:
    """The moments between windows; of rolling ones, which begin with the outage, how far the last one reaches."""
    found = list(window_of(window, since))
    while found[-1] <= until:
        found.append(window_of(window, found[-1])[1])
    return [*found, window_of(window, found[-1])[1]] if window.type == "rolling" else found


def _served(terms: Terms, ends: Sequence[datetime]) -> Served:
    return terms.hours, terms.exclusions, ends[0], ends[-1]


def _steps(served: Served) -> Iterator[int]:
    """A first start, then by turns how long it is served and how long it isn't: small numbers, most of them alike."""
    before = 0
    for start, end in counted(*served):
        yield from (start - before, end - start)
        before = end


def _window(window: Window, ends: Sequence[datetime]) -> dict[str, Any]:
    if window.type != "rolling":
        return {"ends": [_second(one) for one in ends]}
    months = window.length.months if window.length else 0
    years = range(ends[0].year, ends[-1].year + 1) if months else ()
    changes = [[one.start, one.seconds] for year in years for one in clock(window.timezone, year)]
    seconds = window.length.seconds if window.length else _second(ends[1]) - _second(ends[0])
    return {"months": months, "seconds": seconds, "clock": changes}


def _second(moment: datetime) -> int:
    return int(moment.timestamp())
