"""A change says what it is for.

Whoever approves it weighs the purpose against the risk; whoever finds it in two years wants to know why.

ISO/IEC 20000-1 8.5.1: changes are recorded with their purpose.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {scope: ["*"]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {scope: ["*"], purpose: Certificates end in March.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Changes without a purpose."""
    for change in of(landscape, "change"):
        if not str(change.model.spec.purpose or "").strip():
            yield Complaint(change, ("spec",), f"{change.ref} doesn't say why", "add purpose: and what it is for")
