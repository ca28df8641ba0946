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

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import hours_name, hours_path, promising
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._unattended import Unattended, unattended

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Agreements whose hours reach beyond those of what supports them."""
    for promise in promising(landscape, today):
        for found in unattended(landscape, promise, today):
            yield _complaint(landscape, promise, found)


def _complaint(landscape: Landscape, promise: Entity, found: Unattended) -> Complaint:
    short, (start, end) = found.short, found.first
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
        why=found.why,
        label=f"first left alone {start:%a %d %b %Y %H:%M} to {until}",
    )
