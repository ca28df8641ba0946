"""Nothing live is a part of something retired.

Either the whole still lives in its parts, or the part has been left behind: it was forgotten when the whole was
switched off, or belongs elsewhere now.

ISO/IEC 20000-1 8.2.6: the state of configuration items is consistent along their relationships.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: office, owner: desk}
spec: {lifecycle: retired}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {partOf: office}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: office, owner: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {partOf: office}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "spec.lifecycle")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live parts of wholes that are retired."""
    for link in landscape.links:
        if link.relation != "partOf" or link.target not in landscape.entities:
            continue
        part, whole = landscape.entities[link.source], landscape.entities[link.target]
        if part.facts.lifecycle == "live" and getattr(whole.model.spec, "lifecycle", "") == "retired":
            words = f"{part.ref} is live and a part of {whole.ref}, which is retired"
            related = ((whole, ("spec", "lifecycle"), "retired here"),)
            yield Complaint(part, link.path, words, "retire it too, or name what it belongs to now", related=related)
