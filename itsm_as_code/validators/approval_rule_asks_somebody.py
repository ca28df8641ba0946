"""An approval rule says who approves: by their part, or by name.

Without either it fits and asks nobody.

ISO/IEC 20000-1 8.5.1: changes are approved by those who have the authority.

Wrong:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
spec:
  approvals: [{name: a group loses a member, effects: [loosened]}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
spec:
  approvals: [{name: a group loses a member, effects: [loosened], by: [owner]}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Rules that ask nobody."""
    for policy in of(landscape, "changepolicy"):
        for number, rule in enumerate(policy.model.spec.approvals):
            if not rule.by and not rule.parties:
                hint = "add by: [owner], or parties: [team:…]"
                yield Complaint(policy, ("spec", "approvals", number), f"{rule.name!r} asks nobody", hint)
