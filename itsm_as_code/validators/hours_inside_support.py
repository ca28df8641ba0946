"""The hours of a promise lie inside the hours of what supports it.

In an hour in which nobody behind it is at work a promise counts on luck. Time zones and holidays count; of a group, as
many members as it needs have to be there at the same time.

ISO/IEC 20000-1 8.3.3 and 8.3.4.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec: {timezone: Europe/Berlin, hours: {mon-fri: ["09:00-17:00"]}}
---
apiVersion: itsm/v1
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  {covers: [service:email], status: agreed, hours: office, objectives: [{metric: response-time, targets: {P1: 1h}}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  {service: email, hours: 24x7, objectives: [{metric: availability, target: 99%}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec: {timezone: Europe/Berlin, hours: {mon-fri: ["09:00-17:00"]}}
---
apiVersion: itsm/v1
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  {covers: [service:email], status: agreed, hours: 24x7, objectives: [{metric: response-time, targets: {P1: 1h}}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  {service: email, hours: office, objectives: [{metric: availability, target: 99%}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from itsm_as_code.graph import Landscape, hours_in
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.hours import Hours, attendance, due, uncovered
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span
from itsm_as_code.validators._promises import hours_name, hours_path, promising
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"

LOOKED_AHEAD = Span(24, 0)
"""How far hours are compared, day by day; holidays further ahead are hardly known."""
SOME_DAY = date(2026, 1, 1)
"""Where neither a term nor a day says when."""

Gap = tuple[datetime, datetime]


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Agreements whose hours reach beyond those of what supports them."""
    for promise in promising(landscape, today):
        for carriage in carriages(landscape, promise, today, lambda _: True):
            yield from _beyond(landscape, promise, carriage, _days(promise, today))


def _days(promise: Entity, today: date | None) -> tuple[date, date]:
    """The stretch of the term that lies ahead, two years at most."""
    term = promise.model.spec.term
    first = max((day for day in (today, term.start if term else None) if day), default=SOME_DAY)
    last = due(first, LOOKED_AHEAD)
    return first, min(last, term.end) if term and term.end else last


def _beyond(landscape: Landscape, promise: Entity, carriage: Carriage, days: tuple[date, date]) -> Iterator[Complaint]:
    """At most one complaint about a subject: the first support whose hours are too short, or a group's."""
    hours = hours_in(landscape, promise)
    for support in carriage.apart:
        gaps = uncovered(hours, [hours_in(landscape, support)], 1, *days)
        if gaps:
            yield _complaint(landscape, promise, [support], gaps)
            return
    open_in = {ref: [hours_in(landscape, one) for one in found] for ref, found in carriage.carriers.items()}
    closed = {ref for ref, calendars in open_in.items() if uncovered(hours, calendars, 1, *days)}
    if not carriage.falls(closed):
        return
    culprits = carriage.culprits(closed)
    gaps = (
        uncovered(hours, open_in[culprits[0]], 1, *days)
        if len(culprits) == 1
        else _together(carriage, hours, {ref: open_in[ref] for ref in sorted(closed)}, days)
    )
    if gaps:
        yield _complaint(landscape, promise, [_longest(landscape, carriage.carriers[ref]) for ref in culprits], gaps)


def _together(
    carriage: Carriage, hours: Hours, open_in: dict[Ref, list[Hours]], days: tuple[date, date]
) -> tuple[Gap, ...]:
    """The times at which so many are closed together that the subject is left alone."""
    refs = list(open_in)
    return tuple(
        (one.start, one.end)
        for one in attendance(hours, list(open_in.values()), *days)
        if one.closed and carriage.falls({refs[number] for number in one.closed})
    )


def _longest(landscape: Landscape, agreements: Sequence[Entity]) -> Entity:
    """The agreement with the most hours a week."""
    return max(agreements, key=lambda one: sum(b - a for day in hours_in(landscape, one).week for a, b in day))


def _complaint(landscape: Landscape, promise: Entity, short: Sequence[Entity], gaps: Sequence[Gap]) -> Complaint:
    start, end = gaps[0]
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%a %d %b %H:%M}"
    names = " and ".join(str(one.ref) for one in short)
    verb = "is" if len(short) == 1 else "are"
    own = hours_name(landscape, promise)
    return Complaint(
        promise,
        hours_path(promise),
        f"{promise.ref} counts {own}, {names} {verb} not there all of that time",
        f"agree on {own} with {short[0].ref}, or promise only the hours it covers",
        at_key=promise.model.spec.hours is None,
        related=tuple((one, hours_path(one), f"works {hours_name(landscape, one)}") for one in short),
        label=f"first left alone {start:%a %d %b %Y %H:%M} to {until}",
    )
