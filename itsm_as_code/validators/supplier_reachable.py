"""A supplier that services stand on can be reached.

The number to ring is looked for at the moment when what they supply is down.

ISO/IEC 20000-1 8.3.4: the relationship with each supplier is managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Supplier
metadata: {name: fibre}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: wan-1, owner: desk}
spec: {type: network-device, supplier: fibre}
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
spec: {phone: "+86 571 5550 0201"}
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
from itsm_as_code.validators._entities import named_by, of
from itsm_as_code.validators._parties import unreachable
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.4"
LOOKS_AT = ("references", "spec.email", "spec.phone", "spec.chat", "spec.onCall", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Suppliers of something that say no way to reach them."""
    needed = (entity for entity in of(landscape, "supplier") if named_by(landscape, entity.ref, "supplier"))
    return unreachable(landscape, needed, "supplies something", "supply something")
