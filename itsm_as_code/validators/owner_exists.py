"""Every service, CI and agreement has an owner, and the owner exists.

One accountable owner is who answers when it fails, who approves when it changes and whom the plan asks.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Service
metadata: {name: email}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import AGREEMENTS, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._suggestions import sure_fix, why_not

SEVERITY = Severity.ERROR
CLAUSE = "5.3"
LOOKS_AT = ("references", "names")
OWNED = ("service", "ci", *AGREEMENTS)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entities without an owner, and owners that don't exist or are no team."""
    for ref, entity in landscape.entities.items():
        if ref.kind in OWNED and not entity.says("metadata.owner"):
            yield Complaint(
                entity, ("metadata",), f"{ref} has no owner", "add owner: and the name of a team", at_key=True
            )
    for link in landscape.links:
        if link.relation == "owner" and not (link.known and link.target.kind in link.kinds):
            message, hint = why_not(link, landscape)
            yield Complaint(landscape.entities[link.source], link.path, message, hint, fix=sure_fix(link, landscape))
