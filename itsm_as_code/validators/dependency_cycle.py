"""Entities that need one another in a circle are told, as information.

Cycles are legal, failure analysis needs no special case for them. But what stands in one can't be started one after the
other, and fails together.

ISO/IEC 20000-1 8.7.1: risks to availability are known.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: git, owner: desk}
spec: {dependsOn: [service:api]}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: api, owner: desk}
spec: {dependsOn: [service:git]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: git, owner: desk}
spec: {dependsOn: [service:api]}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: api, owner: desk}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape, cycles
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.7.1"
LOOKS_AT = ("references",)


SHOWN = 8


def check(landscape: Landscape) -> Iterator[Complaint]:
    """One complaint a circle, at its first entity."""
    for group in cycles(landscape):
        members = set(group)
        inside = next(one for one in landscape.dependencies_of[group[0]] if not members.isdisjoint(one.members))
        names = ", ".join(str(ref) for ref in group[:SHOWN])
        rest = f" and {len(group) - SHOWN} more" if len(group) > SHOWN else ""
        words = f"{len(group)} entities need one another in a circle: {names}{rest}"
        hint = "nothing has to be done; break it where one could start without the other"
        yield Complaint(landscape.entities[inside.written_in], inside.path, words, hint)
