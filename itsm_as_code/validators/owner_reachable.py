"""A team that answers for something can be reached.

An owner without an address, a number, a channel or a person to turn to is a name on a page. When it burns, a name isn't
enough.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned and communicated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging"}
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
from itsm_as_code.validators._entities import answers_for, of
from itsm_as_code.validators._parties import unreachable
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "5.3"
LOOKS_AT = ("references", "spec.email", "spec.phone", "spec.chat", "spec.onCall", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Owners that say no way to reach them."""
    owners = (entity for entity in of(landscape, "team") if answers_for(landscape, entity.ref))
    return unreachable(landscape, owners, "answers for something", "answer for something")
