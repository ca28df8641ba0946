"""The time to resolve is not shorter than that of the agreements it waits for.

Whoever has to wait for somebody else can't be quicker than they are. Both times are counted in their own service hours
and compared over the worst start of a week: two hours of a team that works on weekdays are long on a Friday evening.
A group waits for as many members as it needs.

The comparison is that of docs/reference/semantics.md. ISO/IEC 20000-1 8.3.3 and 8.3.4.

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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  {covers: [service:email], status: agreed, hours: 24x7, objectives: [{metric: resolution-time, targets: {P1: 8h}}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  {service: email, hours: 24x7, objectives: [{metric: resolution-time, targets: {P1: 4h}}]}
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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  {covers: [service:email], status: agreed, hours: 24x7, objectives: [{metric: resolution-time, targets: {P1: 2h}}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  {service: email, hours: 24x7, objectives: [{metric: resolution-time, targets: {P1: 4h}}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._waits import waits

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Promised times to resolve that are shorter than what they wait for."""
    return waits(landscape, today, "resolution-time", "resolve")
