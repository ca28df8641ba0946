"""What is in use is supported by its maker.

After the end of support nobody mends what breaks and nobody closes what is found to be open. The date is
`ends.support`; judged by the day of the run or `--today`.

ISO/IEC 20000-1 8.2.5: assets used to deliver services are managed to meet their obligations.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: desk}
spec: {type: database, ends: {support: 2026-06-30}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: desk}
spec: {type: database, ends: {support: 2029-06-30}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._ends import ended
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Items in use whose support is over."""
    return ended(landscape, today, "support", "move to a supported one, or buy longer support and write its last day")
