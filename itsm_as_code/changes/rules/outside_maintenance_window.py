"""Work on what has maintenance windows is done in one of them.

Everybody who relies on it expects interruptions then, and agreements may exclude those hours. What counts is whom the
work reaches: somebody who would be down or degraded, should what is worked on fail.

ISO/IEC 20000-1 8.5.1: changes are scheduled, and their dates are told to those concerned.

Before:
```yaml
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: MaintenanceWindow
metadata: {name: storage}
spec:
  scope: ["ci:san-1"]
  periods: [{start: "2026-12-06T01:00+08:00", end: "2026-12-06T06:00+08:00"}]
```

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  scope: ["ci:san-1"]
  window: {start: "2026-12-06T05:00+08:00", end: "2026-12-06T07:00+08:00"}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: MaintenanceWindow
metadata: {name: storage}
spec:
  scope: ["ci:san-1"]
  periods: [{start: "2026-12-06T01:00+08:00", end: "2026-12-06T06:00+08:00"}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  scope: ["ci:san-1"]
  window: {start: "2026-12-06T01:00+08:00", end: "2026-12-06T03:00+08:00"}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: MaintenanceWindow
metadata: {name: storage}
spec:
  scope: ["ci:san-1"]
  periods: [{start: "2026-12-06T01:00+08:00", end: "2026-12-06T06:00+08:00"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.freezes import outside_windows
from itsm_as_code.changes.risk import some
from itsm_as_code.model import Severity
from itsm_as_code.validators import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"


def check(branch: Case) -> Iterator[Complaint]:
    """Declared work outside the maintenance windows of whom it reaches."""
    for change, window, reached, start, end in outside_windows(branch):
        times = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
        words = f"{change.ref} works on {some(reached)} outside {window.ref}, {times}"
        hint = "move its window, or give the maintenance another"
        yield Complaint(change, ("spec", "window"), words, hint, related=((window, ("spec",), "welcome are these"),))
