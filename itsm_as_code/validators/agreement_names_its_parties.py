"""An agreement says who promises, and to whom.

A promise without somebody who keeps it, or somebody who counts on it, is nobody's.

ISO/IEC 20000-1 8.2.3 and 8.3.3.

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
kind: Customer
metadata: {name: sales}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  provider: desk
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
kind: Customer
metadata: {name: sales}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  provider: desk
  customer: sales
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.3"
LOOKS_AT = ITSELF

PARTIES = {"sla": ("provider", "customer"), "ola": ("provider", "customer"), "contract": ("supplier",)}


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Agreed agreements without one of their parties."""
    for agreement in agreements(landscape, "agreed"):
        missing = [side for side in PARTIES[agreement.ref.kind] if getattr(agreement.model.spec, side) is None]
        if missing:
            words = f"{agreement.ref} names no {' and no '.join(missing)}"
            hint = f"add {' and '.join(f'{side}:' for side in missing)}"
            yield Complaint(agreement, ("spec",), words, hint, at_key=True)
