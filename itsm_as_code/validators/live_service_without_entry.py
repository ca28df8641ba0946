"""Every live business service has a catalogue entry.

What customers can't find in the catalogue they can't ask for, and nobody told them what is promised.

ISO/IEC 20000-1 8.2.4: the service catalogue describes the services for customers.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {type: business, lifecycle: live}
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
spec: {type: business, lifecycle: live}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox}
spec: {service: email, sla: email-gold}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.4"
LOOKS_AT = ("references", "service:spec.type", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live business services that no entry offers."""
    for ref, entity in landscape.entities.items():
        facts = entity.facts
        if ref.kind != "service" or facts.says.get("spec.type") != "business" or facts.lifecycle != "live":
            continue
        if not any(link.source.kind == "catalogentry" for link in landscape.links_to.get(ref, ())):
            hint = f"add a CatalogEntry with service: {ref.name}, or set type: technical"
            yield Complaint(
                entity, ("metadata", "name"), f"{ref} is live and for customers, and in no catalogue entry", hint
            )
