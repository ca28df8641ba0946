"""What is agreed says from when on.

Without a first day nobody can say whether an agreement holds, and without a last one or a rhythm of reviews it is never
looked at again.

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
  term: {start: 2026-01-01, reviewEvery: 12mo}
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
    """Agreed agreements without a term, or with one that is never looked at again."""
    for agreement in agreements(landscape, "agreed"):
        term = agreement.model.spec.term
        if term is None:
            words = f"{agreement.ref} is agreed, from when on isn't said"
            yield Complaint(
                agreement, ("spec",), words, "add term: {start: 2026-01-01, reviewEvery: 12mo}", at_key=True
            )
        elif term.end is None and term.review_every is None:
            words = f"{agreement.ref} has no end, and nobody ever looks at it again"
            yield Complaint(agreement, ("spec", "term"), words, "add end: and a day, or reviewEvery: 12mo")
