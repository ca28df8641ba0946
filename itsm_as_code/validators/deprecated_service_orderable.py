"""What is being switched off can't be ordered any more.

Whoever orders a deprecated service today has to move to another one soon. An entry without `request` still tells
present customers what they have.

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
spec: {lifecycle: deprecated}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, request: {delivery: 1d}}
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
spec: {service: email, sla: email-gold, request: {delivery: 1d}}
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
    """Entries with a request for services that are deprecated."""
    return offers_in("deprecated", "take request: out, or offer the successor", landscape, orderable=True)
