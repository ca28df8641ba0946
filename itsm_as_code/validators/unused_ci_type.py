"""A type of one's own has items.

A type that no item has, and that no type extends, is a form that nobody fills in.

ISO/IEC 20000-1 7.5: documented information is controlled.

Wrong:
```yaml
apiVersion: itsm/v1
kind: CIType
metadata: {name: rack}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CIType
metadata: {name: rack}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack-1, owner: desk}
spec: {type: rack}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._parties import unnamed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "7.5"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Types of CI that nothing refers to."""
    return unnamed(landscape, "citype", "use it, or remove it")
