"""A calendar is used.

Hours in which nobody works and nothing is promised are changed by nobody when they change, until somebody relies on
them.

ISO/IEC 20000-1 7.5: documented information is controlled.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: late}
spec: {hours: {mon-fri: ["14:00-22:00"]}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Calendar
metadata: {name: late}
spec: {hours: {mon-fri: ["14:00-22:00"]}}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-plant, owner: desk}
spec: {service: email, hours: late}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._parties import unnamed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "7.5"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Calendars that nothing refers to."""
    return unnamed(landscape, "calendar", "use it, or remove it")
