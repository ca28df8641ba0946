"""A graver priority is not served later than a lighter one: P1 ≤ P2 ≤ P3 ≤ P4 ≤ P5.

ISO/IEC 20000-1 8.6.1: incidents are prioritised by impact and urgency.

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
  objectives: [{metric: response-time, targets: {P1: 1h, P2: 30m}}]
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
  objectives: [{metric: response-time, targets: {P1: 15m, P2: 30m}}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from itsm_as_code.graph import AGREEMENTS, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._objectives import longer, timed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.6.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Neighbouring priorities in the wrong order."""
    for ref, entity in landscape.entities.items():
        if ref.kind not in AGREEMENTS:
            continue
        for metric, targets in timed(entity).items():
            ordered = sorted(targets.items())
            for (graver, (path, time)), (lighter, (other_path, other)) in pairwise(ordered):
                if longer(time, other):
                    words = f"{metric} of {graver} is {time}, longer than {other} for {lighter}"
                    related = ((entity, other_path, f"{lighter} is served sooner"),)
                    yield Complaint(entity, path, words, f"{graver} takes at most {other}", related=related)
