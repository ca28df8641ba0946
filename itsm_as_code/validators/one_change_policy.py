"""There is one policy for changes.

Points and approvals of two would have to be added up or chosen between; the first by name holds, and the other one
looks as if it did.

ISO/IEC 20000-1 8.5.1: a change management policy is established and documented.

Wrong:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: europe}
---
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
```

Right:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._changes import own_policy
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ("changepolicy:*",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Policies beside the one that holds."""
    first = own_policy(landscape)
    for policy in of(landscape, "changepolicy"):
        if first is not None and policy.ref != first.ref:
            words = f"{policy.ref} doesn't hold, {first.ref} does"
            hint = "make one of both; what differs by entity is said with select"
            yield Complaint(policy, ("metadata", "name"), words, hint, related=((first, (), "this one holds"),))
