"""A live business service stands on something.

Without a dependency nothing can be said about it: no failure reaches it, no promise can be checked, and impact answers
"nobody" where it should name the customers. More than ten are told in one finding.

ISO/IEC 20000-1 8.2.6: configuration items a service needs are identified.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {type: business}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: relay, owner: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {type: business, dependsOn: [service:relay]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import live
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "service:spec.type", "spec.lifecycle", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live business services without a dependency."""
    alone = (entity for entity in live(landscape, "service") if entity.ref not in landscape.dependencies_of)
    lacking = (entity for entity in alone if entity.facts.says.get("spec.type") == "business")
    hint = "add dependsOn: and what it needs to work"
    return gaps(lacking, ("spec",), ("stands on nothing", "stand on nothing"), hint)
