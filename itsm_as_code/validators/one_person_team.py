"""More than one person answers for something critical.

A team of one has nobody when that one is ill. Told where members are written down and are fewer than the option says.

ISO/IEC 20000-1 7.2: persons with the necessary competence are determined.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {members: [li-na], onCall: "+86 571 5550 0102"}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {criticality: critical}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: wu-jun}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {members: [li-na, wu-jun], onCall: "+86 571 5550 0102"}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {criticality: critical}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Criticality, Many, Part
from itsm_as_code.validators._critical import owners_of_critical
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "7.2"
LOOKS_AT = ("references", "spec.criticality", "spec.lifecycle")


class Options(Part):
    """How many are enough, and for what."""

    least: int = 2
    """How many members a team has at least."""
    criticality: Many[Criticality] = ("critical",)
    """How critical a service is for that."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Owners of live critical services with too few members."""
    for owner, service in owners_of_critical(landscape, options.criticality):
        size = len(set(owner.model.spec.members))
        if 0 < size < options.least:
            people = "one member" if size == 1 else f"{size} members"
            level = service.facts.criticality
            words = f"{owner.ref} has {people} and answers for {service.ref}, which is {level}"
            related = ((service, ("metadata", "owner"), "its owner"),)
            hint = "add who stands in, or give the service to a larger team"
            yield Complaint(owner, ("spec", "members"), words, hint, related=related)
