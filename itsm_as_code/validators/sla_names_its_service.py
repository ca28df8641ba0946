"""A service level agreement says which service it is about.

An SLA without a service promises nothing: no outage can be held against it.

ISO/IEC 20000-1 8.3.3: for each service delivered, one or more SLAs are agreed.

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
kind: SLA
metadata: {name: gold, owner: desk}
spec: {status: draft}
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
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
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
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """SLAs without a service; a template leaves it to those that extend it."""
    for entity in of(landscape, "sla"):
        spec = entity.model.spec
        if spec.service is None and spec.status != "template":
            yield Complaint(
                entity, ("spec",), f"{entity.ref} names no service", "add service: and its name", at_key=True
            )
