"""A group needs at least one of its members, and no more than it has.

`need: 3` of two members can never be met: the service would be down from the first day.

1 ≤ need ≤ n, as docs/reference/semantics.md says. ISO/IEC 20000-1 8.7.1: availability is planned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: web}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: web}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: web}
spec: {dependsOn: [{anyOf: [ci:web-1], need: 2}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: web}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: web}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: web}
spec: {dependsOn: [{anyOf: [ci:web-1], need: 1}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.7.1"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Groups whose need lies outside 1 … n, and groups of nobody."""
    for one in landscape.dependencies:
        entity, size = landscape.entities[one.written_in], len(one.members)
        if size == 0:
            yield Complaint(entity, one.path, "this group has no members", "name whom it needs")
        elif not 1 <= one.need <= size:
            yield Complaint(entity, (*one.path, "need"), _words(one, size), f"need lies between 1 and {size}")


def _words(one: Dependency, size: int) -> str:
    members = "member" if size == 1 else "members"
    return f"{one.need} must work, and the group has {size} {members}"
