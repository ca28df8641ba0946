"""An agreement promises something that can be measured.

Without objectives it can neither be kept nor broken.

ISO/IEC 20000-1 8.3.3: agreements include service level targets.

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
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
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
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  objectives: [{metric: availability, target: 99.9%}]
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
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Agreed agreements without objectives."""
    for agreement in agreements(landscape, "agreed"):
        if not agreement.model.spec.objectives:
            words = f"{agreement.ref} is agreed and promises nothing that can be measured"
            hint = "add objectives: such as - {metric: availability, target: 99.9%}"
            yield Complaint(agreement, ("spec",), words, hint, at_key=True)
