"""Nothing is needed softly that is needed hard anyway.

`mode: soft` says that the entity works on, only worse. Beside a hard dependency on the same thing, which takes it down
no later, that is not so: one of the two is wrong.

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
spec: {dependsOn: [service:email, {ref: service:email, mode: soft}]}
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
spec: {dependsOn: [{ref: service:email, mode: soft}, {ref: service:email, tolerates: 4h}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._groups import needed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Soft dependencies that a hard one on the same member outdoes."""
    for one in needed(landscape):
        if one.soft and len(one.members) == 1:
            hard = _outdone(landscape, one)
            if hard is not None:
                entity = landscape.entities[one.written_in]
                related = ((landscape.entities[hard.written_in], hard.path, "needed hard here"),)
                words = f"{one.source} needs {one.members[0]} softly, and hard as well: the soft one has no effect"
                yield Complaint(entity, one.path, words, "keep the one that is true", related=related)


def _outdone(landscape: Landscape, soft: Dependency) -> Dependency | None:
    """The hard dependency on the same member that is felt no later."""
    others = landscape.dependencies_of[soft.source]
    member = soft.members[0]
    return next(
        (
            one
            for one in others
            if not one.soft
            and member in one.members
            and one.need == len(one.members)
            and one.tolerates <= soft.tolerates
        ),
        None,
    )
