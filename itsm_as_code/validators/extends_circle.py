"""An agreement doesn't extend itself, not even over others.

Where a circle closes, nobody says what holds.

ISO/IEC 20000-1 8.3.3.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  extends: sla:silver
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: silver, owner: desk}
spec:
  service: email
  extends: sla:gold
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  extends: sla:silver
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: silver, owner: desk}
spec:
  service: email
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import Ref, Severity
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """The first agreement of each circle."""
    told: set[Ref] = set()
    for agreement in agreements(landscape):
        way = [agreement.ref]
        while (further := target_of(landscape, way[-1], "extends")) is not None and further not in way:
            way.append(further)
        if further == agreement.ref and not told & set(way):
            told.update(way)
            around = " → ".join(map(str, (*way, further)))
            yield Complaint(
                agreement, ("spec", "extends"), f"these agreements extend one another: {around}", "take one extends out"
            )
