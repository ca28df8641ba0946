"""What is rented from outside says from whom.

When it is down, the supplier is who has to be rung; when its contract ends, it ends.

ISO/IEC 20000-1 8.3.4: external suppliers are managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: ticketing, owner: desk}
spec: {type: saas}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Supplier
metadata: {name: cloudpine}
spec: {email: care@example.com}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: ticketing, owner: desk}
spec: {type: saas, supplier: cloudpine}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._types import of_type

SEVERITY = Severity.WARNING
CLAUSE = "8.3.4"
LOOKS_AT = ("references", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live items of the type saas, or of one that extends it, without a supplier."""
    for entity in of_type(landscape, "saas"):
        if entity.model.spec.supplier is None and entity.facts.lifecycle == "live":
            words = f"{entity.ref} is rented, and names no supplier"
            yield Complaint(entity, ("spec",), words, "add supplier: and who provides it", at_key=True)
