"""A standard change stays inside the limits of its template.

It needs no approval of its own because the template has one. Outside of what was approved then (which entities, which
fields, how many, how long, how risky, until when) it is a normal change. A template counts as it was before the branch:
one that the branch adds or widens is approved when it is merged.

ISO/IEC 20000-1 8.5.1: standard changes are pre-approved changes that follow a procedure.

Before:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  fields: [spec.attributes.*]
  approved: {on: 2026-01-10, by: lin-yue, until: 2027-01-09}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, attributes: {os: Debian 12}}
```

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: standard, template: patch, scope: ["ci:mbx-1"]}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  fields: [spec.attributes.*]
  approved: {on: 2026-01-10, by: lin-yue, until: 2027-01-09}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, environment: test, attributes: {os: Debian 13}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: standard, template: patch, scope: ["ci:mbx-1"]}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  fields: [spec.attributes.*]
  approved: {on: 2026-01-10, by: lin-yue, until: 2027-01-09}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-1}
spec: {type: server, attributes: {os: Debian 13}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.changes.case import Case
from itsm_as_code.changes.scope import excesses
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"


def check(branch: Case) -> Iterator[Complaint]:
    """Where standard changes leave what their templates allow."""
    for change, template, message, ref in excesses(branch):
        words = f"{change.ref} leaves {template.ref}: {message}"
        hint = "keep to the template, or make it a normal change: type: normal"
        related: list[tuple[Entity, FieldPath, str]] = [(template, ("spec",), "the limits")]
        related += [(branch.entity(ref), (), "changed here")] if ref is not None else []
        yield Complaint(change, ("spec", "template"), words, hint, related=tuple(related))
