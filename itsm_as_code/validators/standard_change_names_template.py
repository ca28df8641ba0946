"""A standard change names the template it keeps to.

It goes without an approval of its own because the template has one. Without a template nobody approved anything.

ISO/IEC 20000-1 8.5.1: standard changes are pre-approved changes that follow a procedure.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: standard, purpose: The patches of June.}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: ChangeTemplate
metadata: {name: patch}
spec:
  fields: [spec.attributes.os]
  approved: {on: 2026-01-10, by: lin-yue, until: 2027-01-09}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: standard, template: patch, purpose: The patches of June.}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*", "changetemplate:*")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Standard changes without a template."""
    known = ", ".join(one.ref.name for one in of(landscape, "changetemplate"))
    hint = (
        f"add template: and one of {known}" if known else "write a ChangeTemplate and name it, or make it type: normal"
    )
    for change in of(landscape, "change"):
        if change.model.spec.type == "standard" and change.model.spec.template is None:
            yield Complaint(change, ("spec", "type"), f"{change.ref} is standard and names no template", hint)
