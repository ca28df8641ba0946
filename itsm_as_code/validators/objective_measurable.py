"""What is promised is measured as its indicator says, and in the direction that is better.

An Indicator says in which unit something is measured and whether more of it is better. A target in another unit, or one
that promises the worse side, can be met by accident only.

ISO/IEC 20000-1 8.3.3: service level targets can be measured.

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
  objectives: [{metric: rto, target: ">= 4h"}]
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
  objectives: [{metric: rto, target: "<= 4h"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Percent, Span
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES

BETTER = {">=": "higher", "<=": "lower"}
MEANT = {"%": "a share, such as 99.9%", "time": "a length of time, such as 4h"}


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Targets that don't fit their indicator."""
    for agreement in agreements(landscape):
        links = landscape.links_from.get(agreement.ref, ())
        metrics = {link.path[2]: link.target for link in links if link.relation == "objectives"}
        for number, objective in enumerate(agreement.model.spec.objectives):
            indicator = landscape.find(metrics.get(number, Ref("", "", "")))
            if indicator is not None and indicator.ref.kind == "indicator":
                yield from _misfit(agreement, ("spec", "objectives", number), objective, indicator)


def _misfit(agreement: Entity, place: FieldPath, objective: Any, indicator: Entity) -> Iterator[Complaint]:
    spec, name = indicator.model.spec, objective.name
    unit = _unit(objective.target.value) if objective.target else "time"
    wanted = spec.unit if spec.unit in MEANT else "number"
    if unit != wanted:
        path = (*place, "target" if objective.target else "targets")
        meant = MEANT.get(spec.unit, f"a number of {spec.unit}")
        said = f"is measured in {spec.unit}" if spec.unit != "time" else "is a length of time"
        yield Complaint(agreement, path, f"{name} {said}, not as {_as(unit)}", f"write {meant}")
    elif objective.target and BETTER.get(objective.target.direction, spec.better) != spec.better:
        least = "at least" if objective.target.direction == ">=" else "at most"
        mend = f"write {'<=' if least == 'at least' else '>='} {objective.target.value}"
        words = f"{name} is better {spec.better}, {least} {objective.target.value} promises the worse side"
        yield Complaint(agreement, (*place, "target"), words, mend)


def _unit(value: object) -> str:
    return "%" if isinstance(value, Percent) else "time" if isinstance(value, Span) else "number"


def _as(unit: str) -> str:
    return {"%": "a share", "time": "a length of time", "number": "a bare number"}[unit]
