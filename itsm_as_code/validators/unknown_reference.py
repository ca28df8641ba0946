"""A reference leads to something that exists, of a kind its field takes.

A dependency on a name nobody has is a hole in every impact analysis: what is behind it is unknown. So it is
never silence: the name stays in the graph as an unknown, and this rule tells it. A bare name is enough
where a field takes one kind; where it takes several, the kind must be written. Owners have a rule of
their own, `owner-exists`.

ISO/IEC 20000-1 8.2.6: configuration information includes the relationships between items.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: directory, owner: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {dependsOn: [service:direcotry]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: directory, owner: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {dependsOn: [service:directory]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._suggestions import sure_fix, why_not

SEVERITY = Severity.ERROR
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "names")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """References that lead nowhere, say no kind where one is needed, or name the wrong kind."""
    for link in landscape.links:
        if link.relation != "owner" and not (link.known and link.target.kind in link.kinds):
            message, hint = why_not(link, landscape)
            yield Complaint(landscape.entities[link.source], link.path, message, hint, fix=sure_fix(link, landscape))
