"""A catalogue entry has an owner.

The owner of an entry answers for what it says to customers: the price, the form, the time it takes. That need not be
the owner of the service. More than ten are told in one finding.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned.

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
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox}
spec: {service: email, sla: email-gold}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
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
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
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
CLAUSE = "5.3"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries without an owner."""
    lacking = (entity for entity in of(landscape, "catalogentry") if entity.model.metadata.owner is None)
    return gaps(lacking, ("metadata",), ("has no owner", "have no owner"), "add owner: and the name of a team")
