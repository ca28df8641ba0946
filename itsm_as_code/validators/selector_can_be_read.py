"""A selector in a change, a template, a freeze, a maintenance window or a policy can be read.

One that can't picks nothing: the freeze doesn't freeze, the approval isn't asked for. Selectors that itsm.yaml names
(`selector:name`) are looked at there.

ISO/IEC 20000-1 8.5.1: the scope of a change is part of its record.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["kind:service,,owner:desk"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["kind:service,owner:desk"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._changes import fault, selectors
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*", "changepolicy:*", "changetemplate:*", "freeze:*", "maintenancewindow:*")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Selectors that can't be read, with the column."""
    for entity, path, text in selectors(landscape):
        wrong = fault(landscape, text)
        if wrong is not None:
            yield Complaint(entity, path, wrong.message, wrong.hint)
        elif not text.strip():
            yield Complaint(
                entity, path, "an empty selector selects nothing", "write * for everything, or leave it out"
            )
