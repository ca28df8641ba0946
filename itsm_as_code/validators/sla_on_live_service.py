"""A service that is promised is there.

An agreement in force on a service that is planned, or was retired, promises nothing anybody can use.

ISO/IEC 20000-1 8.3.3.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {lifecycle: retired}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: fax
  status: agreed
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: fax, owner: desk}
spec: {lifecycle: live}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: fax
  status: agreed
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import agreements, ended
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = (*PROMISES, "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Agreed SLAs whose service is planned, though they have begun, or retired, though they haven't ended."""
    for agreement in agreements(landscape, "agreed"):
        for ref in subjects(landscape, agreement.ref) if agreement.ref.kind == "sla" else ():
            service = landscape.entities.get(ref)
            state = getattr(service.model.spec, "lifecycle", "live") if service else "live"
            if service and state in _wrong_states(agreement, today):
                words = f"{agreement.ref} is agreed, {ref} is {state}"
                mend = f"write lifecycle: live on {ref}" if state == "planned" else "write status: retired"
                related = ((service, ("spec", "lifecycle"), f"{state} here"),)
                yield Complaint(agreement, ("spec", "service"), words, f"{mend}, if that is so", related=related)


def _wrong_states(agreement: Entity, today: date | None) -> tuple[str, ...]:
    term = agreement.model.spec.term
    if ended(agreement, today):
        return ()
    return ("retired",) if today and term and term.start > today else ("retired", "planned")
