"""What is live is not kept for retired things alone.

A machine that ran a service goes on costing money when the service is gone. Told where something is needed by others,
and all of these are retired.

ISO/IEC 20000-1 8.2.5: assets are managed over their whole life.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: fax-server, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {lifecycle: retired, dependsOn: [ci:fax-server]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: fax-server, owner: desk}
spec: {type: server, lifecycle: retired}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {lifecycle: retired, dependsOn: [ci:fax-server]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of, some
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live items that only retired entities need."""
    gone = {entity.ref for entity in of(landscape, "service", "ci") if entity.facts.lifecycle == "retired"}
    kept = {member for ref in gone for member in landscape.needs(ref)}
    for ref in sorted(kept - gone):
        entity, needing = landscape.entities.get(ref), landscape.needed_by(ref)
        if entity is None or ref.kind != "ci" or entity.facts.lifecycle != "live" or entity.model.spec.part_of:
            continue
        if gone.issuperset(needing):
            related = ((landscape.entities[needing[0]], ("spec", "lifecycle"), "retired here"),)
            words = f"{ref} is live, and only what is retired needs it: {some(needing)}"
            hint = "retire it too, or write who needs it now"
            yield Complaint(entity, ("metadata", "name"), words, hint, related=related)
