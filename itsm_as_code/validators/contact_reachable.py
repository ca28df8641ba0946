"""A person to turn to can be reached.

A contact stands for a whole team, customer or supplier: without an address or a number nobody gets through to any of
them.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned and communicated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {contact: li-na}
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
spec: {contact: li-na}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import named_by, of
from itsm_as_code.validators._parties import unreachable
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "5.3"
LOOKS_AT = ("references", "spec.email", "spec.phone", "spec.chat", "spec.onCall", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Contacts that say no way to reach them."""
    contacts = (entity for entity in of(landscape, "person") if named_by(landscape, entity.ref, "contact"))
    return unreachable(landscape, contacts, "is to be turned to", "are to be turned to")
