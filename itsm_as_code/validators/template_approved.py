"""A template for standard changes is approved, and the approval hasn't ended.

What was harmless two years ago may carry payroll today, so an approval ends and the template is looked at again. Until
then its changes are no standard ones (`template-exceeded` tells so in a plan).

ISO/IEC 20000-1 8.5.1: standard changes are pre-approved; what is approved is reviewed at planned intervals.

Wrong:
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
  approved: {on: 2025-01-10, by: lin-yue, until: 2026-01-09}
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
  approved: {on: 2026-01-08, by: lin-yue, until: 2027-01-07}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Templates nobody has approved, and those whose approval is over."""
    for template in of(landscape, "changetemplate"):
        approved = template.model.spec.approved
        if approved is None:
            hint = "add approved: {on: …, by: …, until: …}"
            yield Complaint(template, ("spec",), f"nobody has approved {template.ref}", hint)
        elif today is not None and approved.until < today:
            words = f"the approval of {template.ref} ended on {approved.until}"
            hint = "look at it again, and write the new approval"
            yield Complaint(template, ("spec", "approved", "until"), words, hint)
