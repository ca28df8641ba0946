"""No place lies in itself.

Each place lies in a larger one: rack in room, room in building. A circle has no outermost place; a failure in one of
them would be a failure in all.

ISO/IEC 20000-1 8.2.6: relationships between configuration items are correct.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: room, owner: desk}
spec: {type: location, location: ci:rack}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack, owner: desk}
spec: {type: location, location: ci:room}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: room, owner: desk}
spec: {type: location}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack, owner: desk}
spec: {type: location, location: ci:room}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._circles import circles
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Circles of places; one in itself alone is told by self-dependency."""
    return circles(landscape, "location", "these places lie in one another", shortest=2)
