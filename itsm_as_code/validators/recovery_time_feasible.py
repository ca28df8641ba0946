"""Nothing promises to recover sooner than what it needs.

A service is back after a disaster when the slowest thing it can't be without is back; of a group, when as many as it
needs are. What a dependency tolerates is time won.

ISO/IEC 20000-1 8.7.2: service continuity requirements can be met.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: store, owner: desk}
spec: {type: storage, rto: 8h}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {rto: 4h, dependsOn: [ci:store]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: store, owner: desk}
spec: {type: storage, rto: 2h}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {rto: 4h, dependsOn: [ci:store]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._recovery import infeasible
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.7.2"
LOOKS_AT = (*PROMISES, "spec.rto")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Recovery times that what is needed doesn't allow."""
    return infeasible(landscape, today, "rto")
