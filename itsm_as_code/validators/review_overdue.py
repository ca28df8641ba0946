"""An agreement is reviewed as often as it says.

The rhythm counts from its first day, and from the last review that is written under `reviews`.

ISO/IEC 20000-1 8.3.3: performance is reviewed with the customer at planned intervals.

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
  term: {start: 2025-01-01, reviewEvery: 6mo}
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
  term: {start: 2025-01-01, reviewEvery: 12mo}
  reviews: [{on: 2026-01-10, notes: nothing to change}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape, in_force
from itsm_as_code.hours import due
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Agreements in force whose review should have been by now."""
    for agreement in agreements(landscape, "agreed"):
        term, reviews = agreement.model.spec.term, agreement.model.spec.reviews
        if today is None or term is None or term.review_every is None or not in_force(agreement, today):
            continue
        held = sorted((one.on, number) for number, one in enumerate(reviews) if one.on <= today)
        last, place = (held[-1][0], ("reviews", held[-1][1], "on")) if held else (term.start, ("term", "start"))
        day = due(last, term.review_every)
        if day < today:
            path: FieldPath = ("spec", "term", "reviewEvery")
            words = f"the review of {agreement.ref} was due on {day}"
            hint = "hold it, and write under reviews: - {on: …, notes: …}"
            said = "last reviewed here" if held else "began here, no review since"
            yield Complaint(agreement, path, words, hint, related=((agreement, ("spec", *place), said),))
