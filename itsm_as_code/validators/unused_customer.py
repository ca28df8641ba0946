"""A customer has an agreement or an offer.

A customer to whom nothing is promised and nothing is offered is either one of the past, or waits for an SLA.

ISO/IEC 20000-1 8.3.2: the customers of the services are identified.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Customer
metadata: {name: plant}
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
from itsm_as_code.validators._parties import unnamed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.3.2"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Customers that nothing refers to."""
    return unnamed(landscape, "customer", "write what is promised to them, or remove them")
