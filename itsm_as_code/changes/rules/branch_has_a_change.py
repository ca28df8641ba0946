"""A branch that works on what runs says so in a Change, where the organisation has a policy for changes.

Without one nobody knows when it is done, how it is undone and what it is for. Only told in a repository with a
ChangePolicy of its own: who writes one means to have changes. New words, owners or labels are no work.

ISO/IEC 20000-1 8.5.1: changes are recorded, with their purpose, scope and way back.

Before:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server}
```

Wrong:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: production}
```

Right:
```yaml
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {purpose: It carries mail of customers now., scope: ["ci:mbx-1"]}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: production}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.risk import some
from itsm_as_code.model import Severity
from itsm_as_code.validators import Complaint, own_policy

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"


def check(branch: Case) -> Iterator[Complaint]:
    """Work without a Change."""
    if branch.declared or not branch.worked or own_policy(branch.before) is None:
        return
    first = branch.entity(min(branch.worked))
    words = f"no Change of this branch says why {some(branch.worked)} changes"
    hint = "add one: kind: Change, with purpose, scope, window and backOut; itsm explain Change shows all of it"
    yield Complaint(first, (), words, hint)
