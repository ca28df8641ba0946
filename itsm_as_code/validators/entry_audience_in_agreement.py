"""An entry is for those with whom its SLA is agreed.

An SLA promises something to its customer. Offered to others under the same SLA, it promises them what nobody has agreed
with them.

ISO/IEC 20000-1 8.2.4: the service catalogue is consistent with what was agreed with customers.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Customer
metadata: {name: office}
spec: {email: office@example.com}
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
metadata: {name: email-gold, owner: desk}
spec: {service: email, customer: office, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, audience: [office, plant]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Customer
metadata: {name: office}
spec: {email: office@example.com}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, customer: office, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, audience: [office]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import leads_to, of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.4"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Audiences other than the customer of the SLA."""
    for entry in of(landscape, "catalogentry"):
        agreement = leads_to(landscape, entry.ref, "sla")
        if agreement is None or agreement.ref.kind != "sla":
            continue
        customer = leads_to(landscape, agreement.ref, "customer")
        for link in landscape.links_from[entry.ref] if customer else ():
            if customer and link.relation == "audience" and link.known and link.target != customer.ref:
                words = f"{entry.ref} is offered to {link.target}, and {agreement.ref} is agreed with {customer.ref}"
                related = ((agreement, ("spec", "customer"), "its customer"),)
                hint = f"make an entry of its own, with an SLA for {link.target}"
                yield Complaint(entry, link.path, words, hint, related=related)
