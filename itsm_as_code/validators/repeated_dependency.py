"""A dependency is written once.

The same thing needed twice in the same way says no more than once; where the two differ in what is tolerated, only the
stricter one has an effect. Usually the second was meant for something else.

ISO/IEC 20000-1 8.2.6: configuration information is accurate.

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
kind: Service
metadata: {name: crm, owner: desk}
spec: {dependsOn: [service:email, {ref: service:email, tolerates: 4h}]}
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
kind: Service
metadata: {name: crm, owner: desk}
spec: {dependsOn: [{ref: service:email, tolerates: 4h}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import some
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Dependencies on the same members, with the same need, mode and relation as one before."""
    for written in landscape.dependencies_of.values():
        yield from _repeated(landscape, written) if len(written) > 1 else ()


def _repeated(landscape: Landscape, dependencies: Sequence[Dependency]) -> Iterator[Complaint]:
    first: dict[tuple[object, ...], Dependency] = {}
    for one in dependencies:
        if one.path[1] != "dependsOn":
            continue
        members = one.members if len(one.members) == 1 else tuple(sorted(one.members))
        before = first.setdefault((members, one.need, one.soft, one.relation, one.data), one)
        if before is not one:
            entity, other = landscape.entities[one.written_in], landscape.entities[before.written_in]
            words = f"{one.source} depends on {some(one.members)} twice"
            hint = "remove one of the two, or name what was meant"
            yield Complaint(entity, one.path, words, hint, related=((other, before.path, "first here"),))
