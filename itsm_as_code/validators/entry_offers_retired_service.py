"""The catalogue doesn't offer what has been retired.

Customers read the catalogue as what there is.

ISO/IEC 20000-1 8.2.4: the service catalogue tells customers what is available.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {lifecycle: retired}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: retired}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold}
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
spec: {lifecycle: live}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._offers import offers_in
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.4"
LOOKS_AT = ("references", "catalogentry:spec.request", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries for services that are retired."""
    return offers_in("retired", "remove the entry, or offer the successor", landscape, orderable=False)
