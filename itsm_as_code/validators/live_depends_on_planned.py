"""Nothing live depends on something that is planned.

What is planned isn't there yet: the dependency has to wait until it goes live.

ISO/IEC 20000-1 8.2.6: the state of configuration items is consistent along their relationships.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: web}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: web}
spec: {type: database, lifecycle: planned}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: web}
spec: {lifecycle: live, dependsOn: [ci:db-1]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: web}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: web}
spec: {type: database, lifecycle: live}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: web}
spec: {lifecycle: live, dependsOn: [ci:db-1]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._lifecycle import live_on
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Dependencies of what is live on what is planned."""
    return live_on("planned", "wait with the dependency until it is live, or set its lifecycle", landscape)
