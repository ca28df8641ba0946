"""A group has more than one member.

`anyOf` reads as if something could stand in; with one member nothing can. Either a second one was forgotten, or the
group is a plain dependency.

ISO/IEC 20000-1 8.7.1: the availability of services is planned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{name: fronts, anyOf: [ci:web-1]}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-2, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{name: fronts, anyOf: [ci:web-1, ci:web-2]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._groups import groups, written
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Groups of which any one would do, and there is one."""
    for one in groups(landscape):
        if one.group == "anyOf" and one.named == 1:  # one named twice is told by duplicate-member
            words = f"this group has one member: nothing stands in for {one.members[0]}"
            hint = f"add a second member, or write ref: {written(landscape, one).members[0]}"
            yield Complaint(landscape.entities[one.written_in], (*one.path, "anyOf"), words, hint)
