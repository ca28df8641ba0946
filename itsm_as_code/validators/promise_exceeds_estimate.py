"""An availability that is promised is not higher than what is to be expected.

Not provably wrong, as in promise-exceeds-support, but not to be expected either: if everything that the service stands
on fails as often as somebody says, each independently of the others, it is down longer than is promised. What is shared
counts once, spares count as spares, what is covered by an agreement counts as that promises. Shared causes that nobody
wrote down make it worse; things of which nobody states an availability count as if they never failed.

Asked of SLAs and OLAs, drafts too. Where so much hangs together that the exact number is too large to compute, the rule
says nothing; `itsm availability` then gives an interval.

ISO/IEC 20000-1 8.7.1: availability is planned, and targets are those that can be kept.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line, owner: desk}
spec: {type: network-device, availability: 99.9%}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: server, owner: desk}
spec: {type: server, availability: 99.9%}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {dependsOn: [ci:line, ci:server]}
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
metadata: {name: line, owner: desk}
spec: {type: network-device, availability: 99.9%}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: server, owner: desk}
spec: {type: server, availability: 99.9%}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {dependsOn: [ci:line, ci:server]}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec: {service: email, objectives: [{metric: availability, target: 99.8%}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from itsm_as_code.graph import Availability, Importance, Landscape, Remedy, examined, hours_in, unavailabilities
from itsm_as_code.graph.bound import bound_of_promise
from itsm_as_code.graph.coverage import Stated, availability_of, planned_support, subjects
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import availability_text
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import allowance, promising
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Promises of availability above the estimate, though not above the bound."""
    asked: dict[frozenset[Ref], list[tuple[Stated, Ref]]] = {}
    for promise in promising(landscape, today):
        said = availability_of(promise)
        for subject in subjects(landscape, promise.ref) if said else ():
            assert said is not None
            asked.setdefault(planned_support(landscape, promise), []).append((said, subject))
    for also, promises in asked.items():
        found = unavailabilities(landscape, promises, today, also)
        for (said, subject), down in zip(promises, found, strict=True):
            if down is None or down <= float(1 - said.share.exact) * (1 + 1e-9):
                continue
            if said.share.exact <= bound_of_promise(landscape, said.agreement, subject, today).value:
                yield _complaint(landscape, said, examined(landscape, said, subject, today, also))


def _complaint(landscape: Landscape, said: Stated, found: Availability) -> Complaint:
    promise, hours = said.agreement, hours_in(landscape, said.agreement)
    best = availability_text(found.estimate.down)
    first = found.importance[0]
    culprit, path = _place(landscape, first)
    weight = f"{first.fussell_vesely:.0%} of what is to be expected"
    unknown = f"; of {len(found.unknown)} it stands on nobody says, they count as 100%" if found.unknown else ""
    return Complaint(
        promise,
        said.path,
        f"{promise.ref} promises {said.share}, {found.ref} is to be expected {best} of the time",
        f"{_mend(found.remedy, first)}, or promise at most {best}",
        related=((culprit, path, weight),),
        label=f"at most {allowance(said.share.exact, promise, hours)}",
        why=(
            f"expected: {allowance(1 - Fraction(found.estimate.down), promise, hours)}",
            f"assumed: everything fails independently{unknown}; itsm availability {found.ref} weighs each",
        ),
    )


def _mend(remedy: Remedy | None, first: Importance) -> str:
    if remedy is None:
        return f"no single improvement is enough: begin with {first.ref}"
    name = remedy.by.stated.agreement.ref if remedy.by.stated else remedy.by.ref
    twin = ", or add a second one" if remedy.twin else ""
    return f"raise {name} to {availability_text(remedy.down, at_least=True)}{twin}"


def _place(landscape: Landscape, one: Importance) -> tuple[Entity, FieldPath]:
    """Where it is written how likely this fails."""
    if one.stated:
        return one.stated.agreement, one.stated.path
    return landscape.entities[one.ref], ("spec", "availability")
