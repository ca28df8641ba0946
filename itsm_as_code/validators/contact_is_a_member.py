"""The person to turn to belongs to those they speak for.

Where a team, a customer or a supplier says who belongs to it, its contact is one of them; otherwise one of the two is
out of date, usually because somebody has left.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
spec: {email: li.na@example.com}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: wu-jun}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {members: [wu-jun], contact: li-na}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
spec: {email: li.na@example.com}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {members: [li-na], contact: li-na}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "5.3"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Contacts who aren't among the members that are listed."""
    for entity in of(landscape, "team", "customer", "supplier"):
        if not (entity.says("spec.contact") and entity.says("spec.members")):
            continue
        links = landscape.links_from[entity.ref]
        contact = next(link for link in links if link.relation == "contact")
        if contact.known and all(link.target != contact.target for link in links if link.relation == "members"):
            words = f"{contact.target} is the contact of {entity.ref} and no member of it"
            related = ((entity, ("spec", "members"), "its members"),)
            hint = "add them to members, or name a member"
            yield Complaint(entity, contact.path, words, hint, related=related)
