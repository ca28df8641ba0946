"""Nothing is a part of itself.

`partOf` builds a tree, in which pages and pictures show what belongs together. A circle belongs nowhere.

ISO/IEC 20000-1 8.2.6: relationships between configuration items are correct.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: office, owner: desk, title: Office}
spec: {partOf: email}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk, title: E-mail}
spec: {partOf: office}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: office, owner: desk, title: Office}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk, title: E-mail}
spec: {partOf: office}
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
    """Circles of parts."""
    return circles(landscape, "partOf", "these are parts of one another")
