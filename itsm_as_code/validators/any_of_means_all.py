"""A group of which all are needed is written as such.

`anyOf` with as many needed as there are members has no spare at all, and reads as if it had. `allOf` says what is
meant.

ISO/IEC 20000-1 8.7.1: the availability of services is planned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: app, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db, owner: desk}
spec: {type: database}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{anyOf: [ci:app, ci:db], need: 2}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: app, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db, owner: desk}
spec: {type: database}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{allOf: [ci:app, ci:db]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._groups import groups
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Groups written as `anyOf` that have no spare."""
    for one in groups(landscape):
        size = len(one.members)
        if size > 1 and one.need == size and one.group == "anyOf":
            words = f"all {size} members of this group are needed: it has no spare"
            hint = "write allOf without need, or lower need"
            yield Complaint(landscape.entities[one.written_in], (*one.path, "need"), words, hint)
