"""What a branch changes is in the scope of one of its Changes.

Whoever approves a change approves what it says it does. What comes along unsaid was looked at by nobody: it is either
forgotten in the scope, or doesn't belong into the branch. Told only where the branch has a Change; without one,
`branch-has-a-change` speaks.

ISO/IEC 20000-1 8.5.1: the scope of a change is part of its record, and what is done stays inside it.

Before:
```yaml
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-2}
spec: {type: server}
```

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {scope: ["ci:mbx-1"]}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-2}
spec: {type: server, environment: production}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {scope: ["ci:mbx-*"]}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-2}
spec: {type: server, environment: production}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.scope import undeclared
from itsm_as_code.model import Severity
from itsm_as_code.validators import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"


def check(branch: Case) -> Iterator[Complaint]:
    """What is touched and not mentioned, told where it would be: in the first Change of the branch."""
    for ref in undeclared(branch):
        change, action = branch.declared[0], branch.touched[ref].action
        who = str(change.ref) if len(branch.declared) == 1 else "no Change of this branch"
        words = f"{who} doesn't mention {ref}" if len(branch.declared) == 1 else f"{who} mentions {ref}"
        hint = f'add "{ref}" to its scope, or leave it out of the branch'
        related = ((branch.entity(ref), (), f"{action} here"),)
        yield Complaint(change, ("spec", "scope"), words, hint, related=related)
