"""A customer with an agreement can be reached.

Who has been promised something is told when it is down, and asked when it is to change.

ISO/IEC 20000-1 8.3.2: communication with customers is established.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Customer
metadata: {name: plant}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-plant, owner: desk}
spec: {service: email, customer: plant}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Customer
metadata: {name: plant}
spec: {email: plant@example.com}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-plant, owner: desk}
spec: {service: email, customer: plant}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import named_by, of
from itsm_as_code.validators._parties import unreachable
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.3.2"
LOOKS_AT = ("references", "spec.email", "spec.phone", "spec.chat", "spec.onCall", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Customers of agreements that say no way to reach them."""
    promised = (entity for entity in of(landscape, "customer") if named_by(landscape, entity.ref, "customer"))
    return unreachable(landscape, promised, "has been promised something", "have been promised something")
