"""A freeze, and a maintenance window, says when: in periods or by a calendar.

Without either it never holds. Whoever wrote it believes that the end of the year is frozen, and it isn't.

ISO/IEC 20000-1 8.5.1: changes are scheduled, and their dates are told to those concerned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec: {reason: The books are closed.}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
  reason: The books are closed.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Freezes and maintenance windows without times."""
    for entity in of(landscape, "freeze", "maintenancewindow"):
        if not entity.model.spec.periods and entity.model.spec.calendar is None:
            hint = 'add periods: [{start: "2026-12-20T00:00+08:00", end: …}], or calendar: and the name of one'
            yield Complaint(entity, ("spec",), f"{entity.ref} doesn't say when", hint)
