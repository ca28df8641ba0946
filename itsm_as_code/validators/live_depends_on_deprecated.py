"""Nothing live depends on something that is deprecated.

What is deprecated will be switched off: whoever still needs it has to move before that.

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
spec: {type: database, lifecycle: deprecated}
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
    """Dependencies of what is live on what is deprecated."""
    return live_on("deprecated", "move to its successor before it is retired", landscape)
