"""Notice can be given while an agreement runs.

A notice longer than the term would have to be given before it begins.

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
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  term: {start: 2026-01-01, end: 2026-03-31, noticePeriod: 180d}
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
  term: {start: 2026-01-01, end: 2026-12-31, noticePeriod: 90d}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.hours import due
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.4"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Terms whose notice would have to be given before their first day."""
    for agreement in agreements(landscape, "draft", "agreed"):
        term = agreement.model.spec.term
        if term and term.end and term.notice_period and due(term.end, term.notice_period, -1) < term.start:
            words = f"a notice of {term.notice_period} is longer than the term, {term.start} to {term.end}"
            yield Complaint(agreement, ("spec", "term", "noticePeriod"), words, "write the notice that was agreed")
