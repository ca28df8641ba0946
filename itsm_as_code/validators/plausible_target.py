"""An availability is one that somebody can mean: neither everything nor next to nothing.

100% leaves no room for a failure that will come. Less than half is no promise; less than one percent is almost
certainly a fraction (0.999) with a percent sign behind it.

ISO/IEC 20000-1 8.3.3: service level targets can be measured and met.

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
  objectives: [{metric: availability, target: 100%}]
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
from datetime import date

from itsm_as_code.graph import AGREEMENTS, Landscape
from itsm_as_code.graph.bound import exceeded
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Percent
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import HALF, is_promising
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Availabilities of 100% or below one half."""
    for ref, entity in landscape.entities.items():
        if ref.kind in AGREEMENTS:
            for number, objective in enumerate(entity.model.spec.objectives):
                if objective.name == "availability" and not _told(landscape, entity, objective.target.value, today):
                    yield from _judged(entity, ("spec", "objectives", number, "target"), objective.target.value)
        elif ref.kind == "ci" and entity.says("spec.availability"):
            yield from _judged(entity, ("spec", "availability"), entity.model.spec.availability)


def _told(landscape: Landscape, agreement: Entity, share: Percent, today: date | None) -> bool:
    """Whether `promise-exceeds-support` tells what everything can't be."""
    return share.percent == 100 and is_promising(agreement, today) and any(exceeded(landscape, agreement, today))


def _judged(entity: Entity, path: FieldPath, share: Percent) -> Iterator[Complaint]:
    if share.percent == 100:
        yield Complaint(entity, path, "100% leaves no room for failure", "promise what can be kept, such as 99.9%")
    elif 0 < share.percent < 1:
        meant = Percent(share.percent * 100)
        yield Complaint(entity, path, f"{share} is almost certainly a fraction", f"{meant} was probably meant")
    elif share.percent < HALF:
        yield Complaint(entity, path, f"{share} is hardly a promise", "write how much of the time it works")
