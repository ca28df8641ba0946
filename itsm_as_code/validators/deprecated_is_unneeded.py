"""What is deprecated and needed by nobody is retired.

Deprecated says: will be switched off when nobody needs it any more. That day has come.

ISO/IEC 20000-1 8.2.5: assets are managed over their whole life.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-old, owner: desk}
spec: {type: database, lifecycle: deprecated}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-old, owner: desk}
spec: {type: database, lifecycle: retired}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "service:spec.type", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Deprecated items and technical services that nothing in use needs, names or covers."""
    for entity in of(landscape, "service", "ci"):
        if entity.facts.lifecycle != "deprecated" or entity.says("spec.partOf"):
            continue
        if entity.ref.kind == "service" and entity.facts.says.get("spec.type") == "business":
            continue
        if not any(_in_use(landscape, link.source) for link in landscape.links_to.get(entity.ref, ())):
            hint = "write lifecycle: retired, or who still needs it"
            words = f"{entity.ref} is deprecated, and nothing needs it any more"
            yield Complaint(entity, ("spec", "lifecycle"), words, hint)


def _in_use(landscape: Landscape, ref: Ref) -> bool:
    """Whether what names it still counts; agreements and entries do, whatever their state."""
    return landscape.entities[ref].facts.lifecycle != "retired"
