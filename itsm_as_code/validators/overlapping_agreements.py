"""A customer has one agreement on a service at a time.

Two of them leave open which one counts. The earlier one ends before the next begins; what differs for part of the
customer's people is another customer.

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
kind: Customer
metadata: {name: sales}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: first, owner: desk}
spec:
  service: email
  customer: sales
  status: agreed
  term: {start: 2026-01-01, end: 2026-12-31}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: second, owner: desk}
spec:
  service: email
  customer: sales
  status: agreed
  term: {start: 2026-10-01}
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
kind: Customer
metadata: {name: sales}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: first, owner: desk}
spec:
  service: email
  customer: sales
  status: agreed
  term: {start: 2026-01-01, end: 2026-12-31}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: second, owner: desk}
spec:
  service: email
  customer: sales
  status: agreed
  term: {start: 2027-01-01}
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """SLAs for the same customer and service at the same time, the later one at the field that starts it."""
    pairs: defaultdict[tuple[Ref | None, Ref | None], list[Entity]] = defaultdict(list)
    for agreement in agreements(landscape, "agreed"):
        if agreement.ref.kind == "sla" and agreement.model.spec.customer:
            service, customer = (target_of(landscape, agreement.ref, field) for field in ("service", "customer"))
            pairs[service, customer].append(agreement)
    for (service, customer), found in pairs.items():
        for first, second in combinations(sorted(found, key=_begins), 2) if service else ():
            yield from _overlap(first, second, f"{customer} on {service}", today)


def _begins(agreement: Entity) -> tuple[date, Ref]:
    term = agreement.model.spec.term
    return (term.start if term else date.min, agreement.ref)


def _overlap(first: Entity, second: Entity, whose: str, today: date | None) -> Iterator[Complaint]:
    start = _begins(second)[0]
    ends = [one.model.spec.term.end for one in (first, second) if one.model.spec.term and one.model.spec.term.end]
    end = min(ends, default=None)
    if end is not None and (end < start or (today is not None and end < today)):
        return
    path: FieldPath = ("spec", "term", "start") if second.model.spec.term else ("spec", "service")
    since = f"from {start} on" if start > date.min else "at any time"
    there: FieldPath = ("spec", "term", "end") if first.model.spec.term else ("spec", "service")
    yield Complaint(
        second,
        path,
        f"{second.ref} and {first.ref} both hold for {whose} {since}",
        f"let {first.ref} end the day before, or retire it",
        related=((first, there, f"holds until {end}" if end else "holds without end"),),
    )
