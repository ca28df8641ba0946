"""A catalogue entry has a title for people.

Customers read titles; `mailbox-plant-2` is a name for machines.

ISO/IEC 20000-1 8.2.4: the service catalogue is clear to those who use it.

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
metadata: {name: mailbox, owner: desk}
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
spec: {service: email, sla: email-gold}
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
CLAUSE = "8.2.4"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries without a title."""
    for entity in of(landscape, "catalogentry"):
        if entity.model.metadata.title is None:
            hint = "add title: and what customers call it"
            yield Complaint(entity, ("metadata",), f"{entity.ref} has no title", hint, at_key=True)
