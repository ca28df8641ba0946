"""An agreement is signed before it begins, and not on a day that is yet to come.

What was signed later was not agreed while it was already counted.

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
kind: Person
metadata: {name: li-na}
spec:
  email: li-na@example.com
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  term: {start: 2026-01-01}
  signatures: [{party: provider, by: li-na, on: 2026-02-12}]
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
kind: Person
metadata: {name: li-na}
spec:
  email: li-na@example.com
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  term: {start: 2026-01-01}
  signatures: [{party: provider, by: li-na, on: 2025-12-12}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Signatures of days after the first day of the term, or after today."""
    for agreement in agreements(landscape, "draft", "agreed"):
        term = agreement.model.spec.term
        for number, one in enumerate(agreement.model.spec.signatures):
            path: FieldPath = ("spec", "signatures", number, "on")
            if today and one.on > today:
                words = f"the {one.party} signs on {one.on}, which is yet to come"
                yield Complaint(agreement, path, words, "write the day on which it was signed")
            elif term and one.on > term.start:
                words = f"the {one.party} signed on {one.on}, after the first day, {term.start}"
                hint = f"let the term start on {one.on} or later"
                related = ((agreement, ("spec", "term", "start"), "began here"),)
                yield Complaint(agreement, path, words, hint, related=related)
