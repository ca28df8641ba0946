"""A member of a group with spares is not needed by itself as well.

A group can do without a member; a dependency on that same member can't. So its failure takes everything down, and the
redundancy of the group is an illusion.

ISO/IEC 20000-1 8.7.1: risks to the availability of services are determined.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: dc-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: dc-2, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: sign-in, owner: desk}
spec: {dependsOn: [{anyOf: [ci:dc-1, ci:dc-2]}, ci:dc-1]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: dc-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: dc-2, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: sign-in, owner: desk}
spec: {dependsOn: [{anyOf: [ci:dc-1, ci:dc-2]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.validators._groups import groups
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Hard dependencies on a member of a group that could do without it."""
    for group in groups(landscape):
        if group.need < len(group.members) and not group.soft:
            for one in landscape.dependencies_of[group.source]:
                shared = [member for member in one.members if member in group.members]
                if shared and _decides(one, group):
                    yield _complaint(landscape, one, group, shared[0])


def _decides(one: Dependency, group: Dependency) -> bool:
    """Whether it passes a failure on as it is, no later than the group would."""
    return not one.soft and one.need == len(one.members) and one.tolerates <= group.tolerates


def _complaint(landscape: Landscape, one: Dependency, group: Dependency, member: Ref) -> Complaint:
    entity = landscape.entities[one.written_in]
    related = ((landscape.entities[group.written_in], group.path, "a spare here"),)
    name = group.name or "the group"
    words = f"{one.source} needs {member} by itself, so it is no spare in {name}"
    hint = f"remove the dependency, if {name} can do without {member}, or take it out of {name}"
    return Complaint(entity, one.path, words, hint, related=related)
