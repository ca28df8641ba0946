"""Hardware in use is under warranty.

After it, a repair costs money and takes as long as the spare part takes. That may be what was decided; then a waiver
says so. The date is `ends.warranty`; judged by the day of the run or `--today`.

ISO/IEC 20000-1 8.2.5: assets used to deliver services are managed to meet their obligations.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server, ends: {warranty: 2026-06-30}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server, ends: {warranty: 2029-06-30}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._ends import ended
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Items in use whose warranty is over."""
    return ended(landscape, today, "warranty", "extend it or replace the hardware, and write the new last day")
