"""An operational agreement or a contract says what it is about.

What covers nothing supports nothing, and nobody finds it when what it was meant for fails.

ISO/IEC 20000-1 8.3.4.

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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  status: agreed
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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  status: agreed
  covers: [service:email]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.4"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """OLAs and contracts, agreed or on their way, that cover nothing."""
    for agreement in agreements(landscape, "draft", "agreed"):
        if agreement.ref.kind != "sla" and not agreement.model.spec.covers:
            words = f"{agreement.ref} doesn't say what it covers"
            yield Complaint(agreement, ("spec",), words, "add covers: [service:…, ci:…]", at_key=True)
