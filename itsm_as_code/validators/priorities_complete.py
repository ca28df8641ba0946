"""Times are promised for every priority, the gravest first.

A gap leaves open what happens to the incidents in it; and what has to be answered has to be resolved as well.

ISO/IEC 20000-1 8.6.1: incidents are prioritised.

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
  objectives: [{metric: response-time, targets: {P1: 15m, P3: 4h}}]
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
  objectives: [{metric: response-time, targets: {P1: 15m, P2: 30m, P3: 4h}}]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._objectives import timed
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.6.1"
LOOKS_AT = ITSELF

PRIORITIES = ("P1", "P2", "P3", "P4", "P5")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Metrics with a gap in their priorities, at the first priority behind it."""
    for agreement in agreements(landscape, "draft", "agreed"):
        for metric, targets in timed(agreement).items():
            yield from _gap(agreement, metric, targets)


def _gap(agreement: Entity, metric: str, targets: Mapping[str, tuple[FieldPath, object]]) -> Iterator[Complaint]:
    last = max(targets)
    missing = [one for one in PRIORITIES if one < last and one not in targets]
    if missing:
        behind = min(one for one in targets if one > missing[0])
        words = f"{metric} has a time for {behind} and none for {' and '.join(missing)}"
        yield Complaint(agreement, targets[behind][0], words, f"add {missing[0]}:", at_key=True)
