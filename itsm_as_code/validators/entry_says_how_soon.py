"""What has to be paid or approved says when it is there.

Whoever orders something wants to know how long it takes before they order, not after. What neither costs anything nor
needs anybody's consent, such as asking for help, isn't a delivery.

ISO/IEC 20000-1 8.6.2: service requests are fulfilled as agreed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {type: business}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, request: {approval: [line-manager]}}
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
spec: {type: business}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, request: {approval: [line-manager], delivery: 1d}}
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
CLAUSE = "8.6.2"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries with a request that somebody pays or approves, without a time of delivery."""
    for entity in of(landscape, "catalogentry"):
        spec = entity.model.spec
        request = spec.request
        if request is not None and request.delivery is None and (spec.price or request.approval):
            words = f"{entity.ref} doesn't say how soon it is there"
            yield Complaint(entity, ("spec", "request"), words, "add delivery: such as 2d", at_key=True)
