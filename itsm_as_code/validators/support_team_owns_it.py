"""Supporting teams are others than the owner.

`supportTeams` are those that work on a service beside its owner; the owner works on it anyway.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: messaging@example.com}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {supportTeams: [messaging]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: messaging@example.com}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import leads_to
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "5.3"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Owners that are listed as supporting teams of their own service."""
    for link in landscape.links:
        if link.relation == "supportTeams":
            entity = landscape.entities[link.source]
            owner = leads_to(landscape, link.source, "owner")
            if owner is not None and owner.ref == link.target:
                words = f"{link.target} supports {link.source} and owns it"
                related = ((entity, ("metadata", "owner"), "its owner"),)
                yield Complaint(entity, link.path, words, "remove it here", related=related)
