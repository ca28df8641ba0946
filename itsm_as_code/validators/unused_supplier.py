"""A supplier supplies something.

A supplier without a contract, of whom nothing is rented or bought, is one of the past; or the contract was never
written down.

ISO/IEC 20000-1 8.3.4: external suppliers are managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Supplier
metadata: {name: fibre}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Supplier
metadata: {name: fibre}
spec: {email: noc@example.com}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: wan-1, owner: desk}
spec: {type: network-device, supplier: fibre}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._parties import unnamed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.3.4"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Suppliers that nothing refers to."""
    return unnamed(landscape, "supplier", "write the contract or what they supply, or remove them")
