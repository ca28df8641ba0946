"""Whoever answers for something critical is on call.

A critical service also fails at night. Without a rota to ring, the first hours pass with looking for somebody. Told at
the team, once for all it owns.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned and communicated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: messaging@example.com}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
spec: {criticality: critical}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: messaging@example.com, onCall: "https://oncall.example.com/messaging"}
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
CLAUSE = "5.3"
LOOKS_AT = ("references", "spec.criticality", "spec.lifecycle", "spec.onCall")


class Options(Part):
    """Whose owners have to be on call."""

    criticality: Many[Criticality] = ("critical",)
    """How critical a service is for that."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Owners of live critical services without onCall."""
    for owner, service in owners_of_critical(landscape, options.criticality):
        if owner.model.spec.on_call is None:
            level = service.facts.criticality
            words = f"{owner.ref} answers for {service.ref}, which is {level}, and is not on call"
            related = ((service, ("metadata", "owner"), "its owner"),)
            hint = "add onCall: and the address or number of the rota"
            yield Complaint(owner, ("spec",), words, hint, at_key=True, related=related)
