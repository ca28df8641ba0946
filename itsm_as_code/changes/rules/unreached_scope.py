"""What a Change declares to change is changed by its branch.

A scope that says more than the branch does asks people to approve what doesn't happen, and hides that something was
forgotten. Work that leaves no trace in the files, such as new firmware, is a change as well: in a branch that holds
nothing but Changes, only a selector that picks nothing at all is told.

ISO/IEC 20000-1 8.5.1: the scope of a change is part of its record.

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
spec: {scope: ["ci:mbx-1", "ci:mbx-2"]}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-2}
spec: {type: server}
```

Right:
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
spec: {type: server}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.scope import unreached
from itsm_as_code.model import Severity
from itsm_as_code.validators import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"


def check(branch: Case) -> Iterator[Complaint]:
    """Selectors of a scope that reach nothing."""
    for change, number, empty in unreached(branch):
        text = change.model.spec.scope[number]
        words = f"{text!r} selects nothing" if empty else f"nothing that {text!r} selects is changed here"
        hint = "take it out of the scope, or make the change it speaks of"
        yield Complaint(change, ("spec", "scope", number), words, hint)
