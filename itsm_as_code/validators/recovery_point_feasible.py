"""Nothing promises to lose less data than where its data lie.

Data that are lost where they are kept are lost to everybody who keeps them there. Dependencies with `data: true` (or
`as: stores-on`) say where.

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
spec: {type: storage, rpo: 8h}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {rpo: 4h, dependsOn: [{ref: ci:store, data: true}]}
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
spec: {type: storage, rpo: 2h}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {rpo: 4h, dependsOn: [{ref: ci:store, data: true}]}
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
LOOKS_AT = (*PROMISES, "spec.rpo")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Recovery points that what is needed doesn't allow."""
    return infeasible(landscape, today, "rpo")
