"""What is in use may be used.

After the last day of its licence a thing may stop by itself, or may not be used any longer though it runs. The date is
`ends.licence`, or the attribute `expires` of an item of the type; judged by the day of the run or `--today`.

ISO/IEC 20000-1 8.2.5: assets used to deliver services are managed to meet their obligations.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: erp-licence, owner: desk}
spec: {type: licence, ends: {licence: 2026-06-30}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: erp-licence, owner: desk}
spec: {type: licence, ends: {licence: 2029-06-30}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._ends import ended
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Items in use whose licence is over."""
    return ended(landscape, today, "licence", "renew it, and write the new last day")
