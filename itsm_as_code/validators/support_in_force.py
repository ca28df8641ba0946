"""The agreements a promise names as its support are in force while it is.

A draft, an agreement that was ended, or one that hasn't begun supports nothing. A draft may stand on drafts.

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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  covers: [service:email]
  status: draft
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  supportedBy: [ola:operation]
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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  covers: [service:email]
  status: agreed
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  supportedBy: [ola:operation]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import day_of, named_at, promising, standing
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.4"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Named support that isn't in force when the promise is."""
    for promise in promising(landscape, today):
        for path, support in named_at(landscape, promise):
            if not standing(support, promise, today):
                yield _complaint(promise, path, support, today)


def _complaint(promise: Entity, path: FieldPath, support: Entity, today: date | None) -> Complaint:
    there, state, mend = _state(support, day_of(promise, today))
    return Complaint(
        promise,
        path,
        f"{promise.ref} stands on {support.ref}, which {state}",
        mend,
        related=((support, there, state),),
    )


def _state(support: Entity, day: date | None) -> tuple[FieldPath, str, str]:
    """Where it is written that an agreement is not in force, how it is said, and what mends it."""
    spec = support.model.spec
    if spec.status != "agreed":
        word = {"draft": "is a draft", "template": "is a template"}.get(spec.status, "was ended")
        mend = f"agree on {support.ref}" if spec.status == "draft" else "name the agreement that holds now"
        return ("spec", "status"), word, mend
    if day and spec.term.start > day:
        return ("spec", "term", "start"), f"begins on {spec.term.start}", "name the agreement that holds until then"
    return ("spec", "term", "end"), f"ended on {spec.term.end}", f"renew {support.ref}, or name what took its place"
