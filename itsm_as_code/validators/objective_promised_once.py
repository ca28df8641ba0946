"""An agreement promises each metric once.

Two targets for the same thing leave open which of them counts. Targets by priority go into one objective.

ISO/IEC 20000-1 8.3.3.

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
  objectives: [{metric: availability, target: 99.9%}, {metric: availability, target: 99.5%}]
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
  objectives: [{metric: availability, target: 99.9%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Objectives whose metric stood before."""
    for agreement in agreements(landscape):
        first: dict[str, FieldPath] = {}
        for number, objective in enumerate(agreement.model.spec.objectives):
            path: FieldPath = ("spec", "objectives", number, "metric")
            before = first.setdefault(objective.name, path)
            if before != path:
                words = f"{agreement.ref} promises {objective.name} twice"
                mend = "keep the one that was agreed"
                yield Complaint(agreement, path, words, mend, related=((agreement, before, "first here"),))
