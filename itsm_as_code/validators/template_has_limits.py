"""A template for standard changes says what they may touch.

Without a scope and without fields it approves in advance whatever anybody does to anything.

ISO/IEC 20000-1 8.5.1: standard changes are pre-approved, low-risk changes that follow a procedure.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  approved: {on: 2026-01-08, by: lin-yue, until: 2027-01-07}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  fields: [spec.attributes.os]
  approved: {on: 2026-01-08, by: lin-yue, until: 2027-01-07}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Templates that allow everything."""
    for template in of(landscape, "changetemplate"):
        if not template.model.spec.scope and not template.model.spec.fields:
            words = f"{template.ref} approves any edit of anything in advance"
            hint = "add scope: with selectors, and fields: with paths such as spec.attributes.os"
            yield Complaint(template, ("spec",), words, hint)
