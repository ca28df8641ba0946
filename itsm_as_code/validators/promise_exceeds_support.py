"""An availability that is promised is not higher than what it stands on can have.

However failures hang together, a service works no longer than what it can't be without. A promise above that bound
can't be kept on purpose, only by luck. A weakness that another promise already covers is that promise's own finding.

The bound is that of docs/reference/semantics.md. ISO/IEC 20000-1 8.3.3 and 8.7.1.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line, owner: desk}
spec: {type: network-device, availability: 99.5%}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {dependsOn: [ci:line]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec: {service: email, objectives: [{metric: availability, target: 99.9%}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-1, owner: desk}
spec: {type: network-device, availability: 99.5%}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-2, owner: desk}
spec: {type: network-device, availability: 99.5%}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {dependsOn: [{anyOf: [ci:line-1, ci:line-2]}]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec: {service: email, objectives: [{metric: availability, target: 99.9%}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape, hours_in
from itsm_as_code.graph.bound import UNKNOWN, Bound, bounds, exceeded
from itsm_as_code.graph.coverage import Stated, planned_support
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import allowance, promising, share_text
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Promises of availability above their bound."""
    for promise in promising(landscape, today):
        for said, subject, bound in exceeded(landscape, promise, today):
            yield _complaint(landscape, said, subject, bound, today)


def _complaint(landscape: Landscape, said: Stated, subject: Ref, bound: Bound, today: date | None) -> Complaint:
    promise, best = said.agreement, share_text(bound.value)
    way, last = _way(landscape, promise, subject, bound, today)
    culprit, path, name = _culprit(landscape, way[-1], last)
    there = hours_in(landscape, culprit) if last.stated else hours_in(landscape, promise)
    allowed = allowance(bound.value, culprit if last.stated else promise, there)
    on = " → ".join(ref.name for ref in way)
    weak = ", ".join(map(str, last.members)) if last.dependency else str(way[-1])
    return Complaint(
        promise,
        said.path,
        f"{promise.ref} promises {said.share}, what it stands on allows at most {best}",
        f"add a second way (anyOf), raise {name} to {said.share}, or promise at most {best}",
        related=((culprit, path, f"{allowed}, on the way {on}"),),
        label=f"at most {allowance(said.share.exact, promise, hours_in(landscape, promise))}",
        why=(_because(subject, weak, last),),
    )


def _way(
    landscape: Landscape, promise: Entity, subject: Ref, bound: Bound, today: date | None
) -> tuple[tuple[Ref, ...], Bound]:
    """From the subject to what decides its bound: an agreement, an entity's own availability, or a group."""
    known = bounds(landscape, today, planned_support(landscape, promise))
    way = [subject]
    while bound.dependency and len(bound.members) == 1 and bound.members[0] not in way:
        way.append(bound.members[0])
        bound = known.get(way[-1], UNKNOWN)
    return tuple(way), bound


def _culprit(landscape: Landscape, ref: Ref, last: Bound) -> tuple[Entity, FieldPath, str]:
    """Where what decides is written, and what it is called."""
    if last.stated:
        return last.stated.agreement, last.stated.path, str(last.stated.agreement.ref)
    if last.dependency:
        return landscape.entities[last.dependency.written_in], last.dependency.path, "its members"
    return landscape.entities[ref], ("spec", "availability"), str(ref)


def _because(subject: Ref, weak: str, last: Bound) -> str:
    if last.dependency:
        return f"{subject} needs {last.dependency.need} of {last.dependency.title}: together {weak} allow no more"
    covered = f", covered by {last.stated.agreement.ref}" if last.stated else ""
    if weak == str(subject):
        return f"{subject} itself has no more{covered}"
    return f"every way from {subject} needs {weak}{covered}"
