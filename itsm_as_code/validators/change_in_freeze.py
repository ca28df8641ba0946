"""A change to come isn't planned into a freeze of what it reaches.

A plan tells so while the change is a branch. A freeze that is written after it was merged, or a window that is moved,
meets changes that were fine on the day they were approved. Looked at are changes that are neither verified, cancelled
nor past; what their scope reaches counts as well as what it names. An exception with an approver and a reason lets a
change go.

ISO/IEC 20000-1 8.5.1: changes are scheduled, and their dates are told to those concerned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
spec: {dependsOn: [ci:db]}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  scope: ["ci:db"]
  window: {start: "2026-12-21T02:00+08:00", end: "2026-12-21T04:00+08:00"}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["service:payroll"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
spec: {dependsOn: [ci:db]}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  scope: ["ci:db"]
  window: {start: "2026-12-13T02:00+08:00", end: "2026-12-13T04:00+08:00"}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["service:payroll"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape, Level, Scenario, calendars_in, levels
from itsm_as_code.hours import shown, times_in
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._changes import allowed, chosen, coming
from itsm_as_code.validators._entities import of, some
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*", "freeze:*", "calendar:*", "references")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Changes to come whose window falls into a freeze of somebody they reach."""
    freezes = list(of(landscape, "freeze"))
    for change in coming(landscape, today) if freezes else ():
        reached: set[Ref] | None = None
        for freeze in freezes:
            window = change.model.spec.window
            met = times_in(freeze.model.spec.periods, calendars_in(landscape, freeze, "calendar"), window)
            if not met or allowed(landscape, freeze, change.ref, today):
                continue
            reached = _reached(landscape, change) if reached is None else reached
            frozen = reached & chosen(landscape, freeze.model.spec.scope) if freeze.model.spec.scope else reached
            if frozen:
                when = f"{shown(met[0], window.start)[0]:%Y-%m-%d %H:%M}"
                words = f"{change.ref} reaches {some(sorted(frozen))} on {when}, which {freeze.ref} freezes"
                hint = "move the window, or add an exception with change, approvedBy and reason to the freeze"
                related = ((freeze, ("spec", "periods"), "frozen then"),)
                yield Complaint(change, ("spec", "window"), words, hint, related=related)


def _reached(landscape: Landscape, change: Entity) -> set[Ref]:
    """What a change works on, and who feels it should that fail."""
    worked = {ref for ref in chosen(landscape, change.model.spec.scope) if ref.kind in ("service", "ci")}
    return worked | set(levels(landscape, Scenario(dict.fromkeys(worked, Level.DOWN))))
