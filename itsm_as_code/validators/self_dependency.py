"""Nothing depends on itself.

Such an edge says nothing, and usually stands for another that was meant.

ISO/IEC 20000-1 8.2.6: relationships between configuration items are correct.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: storage}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: files, owner: storage}
spec: {dependsOn: [service:files]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: storage}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: files, owner: storage}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Dependencies that have their own entity among their members."""
    for one in landscape.dependencies:
        if one.source in one.members:
            entity = landscape.entities[one.written_in]
            yield Complaint(entity, one.path, f"{one.source} depends on itself", "remove it, or name what was meant")
