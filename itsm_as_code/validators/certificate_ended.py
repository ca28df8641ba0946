"""What is in use has a valid certificate.

On the day after its last one, everybody who relies on it is turned away. The date is `ends.certificate`, or the
attribute `expires` of an item of the type; judged by the day of the run or `--today`.

ISO/IEC 20000-1 8.7.3: information security risks are treated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-cert, owner: desk}
spec: {type: certificate, ends: {certificate: 2026-06-30}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-cert, owner: desk}
spec: {type: certificate, ends: {certificate: 2029-06-30}}
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
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Items in use whose certificate is over."""
    return ended(landscape, today, "certificate", "renew it, and write the new last day")
