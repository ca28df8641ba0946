"""A catalogue entry says what one gets.

A title names an offer; one sentence says what is in it and for whom it is. It stands under the title on the entry's
page. More than ten are told in one finding.

ISO/IEC 20000-1 8.2.4: the service catalogue describes the services and their intended outcomes.

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
metadata: {name: mailbox, title: Mailbox, description: A mailbox with calendar for one person, owner: desk}
spec: {service: email, sla: email-gold}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.4"
LOOKS_AT = ("catalogentry:metadata.description", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries without a description."""
    lacking = (entity for entity in of(landscape, "catalogentry") if entity.model.metadata.description is None)
    hint = "add description: and one sentence for customers"
    return gaps(lacking, ("metadata",), ("has no description", "have no description"), hint)
