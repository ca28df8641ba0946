"""Two changes don't work on the same thing at the same time.

Each way back assumes that nothing else has moved. Looked at are changes to come: those that are neither verified,
cancelled nor past.

ISO/IEC 20000-1 8.5.1: changes are scheduled, and their dates are told to those concerned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1, owner: desk}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: New firmware.
  scope: ["ci:san-1"]
  window: {start: "2026-12-06T01:00+08:00", end: "2026-12-06T05:00+08:00"}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-8}
spec:
  purpose: A second power feed.
  scope: ["type:storage"]
  window: {start: "2026-12-06T04:00+08:00", end: "2026-12-06T06:00+08:00"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1, owner: desk}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: New firmware.
  scope: ["ci:san-1"]
  window: {start: "2026-12-06T01:00+08:00", end: "2026-12-06T05:00+08:00"}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-8}
spec:
  purpose: A second power feed.
  scope: ["type:storage"]
  window: {start: "2026-12-06T05:00+08:00", end: "2026-12-06T06:00+08:00"}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._changes import chosen, coming
from itsm_as_code.validators._entities import some
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*",)


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Pairs of changes to come whose windows meet over the same entities."""
    planned = coming(landscape, today)
    scopes: dict[Ref, frozenset[Ref]] = {}
    for number, first in enumerate(planned):
        for second in planned[number + 1 :]:
            if second.model.spec.window.start >= first.model.spec.window.end:
                break  # and so do all that begin later
            shared = _scope(landscape, first, scopes) & _scope(landscape, second, scopes)
            if shared and first.model.spec.window.meets(second.model.spec.window):
                words = f"{second.ref} works on {some(sorted(shared))} while {first.ref} does"
                related = ((first, ("spec", "window"), f"when {first.ref} is worked on"),)
                yield Complaint(
                    second, ("spec", "window"), words, "move one of them, or make them one", related=related
                )


def _scope(landscape: Landscape, change: Entity, known: dict[Ref, frozenset[Ref]]) -> frozenset[Ref]:
    if change.ref not in known:
        known[change.ref] = chosen(landscape, change.model.spec.scope)
    return known[change.ref]
