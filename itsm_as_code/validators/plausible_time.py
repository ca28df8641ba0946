"""A promised time is one that somebody can mean: longer than nothing, not longer than anybody waits.

Nobody answers in no time. Two months for an answer, or a year for anything, is almost certainly another unit: `m` is
minutes, `mo` months.

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
  objectives: [{metric: response-time, targets: {P1: 15mo}}]
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
  objectives: [{metric: response-time, targets: {P1: 15m}}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Span
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._objectives import timed
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF

DAY = 86_400
LONGEST = {"response-time": 60 * DAY}
YEAR = 366 * DAY


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Times of nothing, or longer than anybody waits: two months for an answer, a year for anything else."""
    for agreement in agreements(landscape):
        for metric, targets in timed(agreement).items():
            for path, time in targets.values():
                yield from _judged(agreement, path, time, LONGEST.get(metric, YEAR))


def _judged(agreement: Entity, path: FieldPath, time: Span, longest: int) -> Iterator[Complaint]:
    seconds = time.months * 30 * DAY + time.seconds
    if not seconds:
        yield Complaint(agreement, path, "nobody does it in no time", "write a time that can be kept, such as 15m")
    elif seconds > longest:
        meant = f"{time.months}m is {time.months} minutes" if time.months else "write the unit that was meant"
        yield Complaint(agreement, path, f"nobody waits {time}, {seconds // DAY} days", meant)
