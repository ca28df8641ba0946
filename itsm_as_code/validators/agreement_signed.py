"""What is agreed was signed by both sides.

An agreement without a signature is an intention. Who signed, for which side and on which day is what an auditor asks
for first; `status: draft` is right until then.

ISO/IEC 20000-1 8.3.3: service level agreements are agreed with the customer.

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
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  status: agreed
  signatures: [{party: provider, by: li-na, on: 2025-12-12}, {party: customer, by: li-na, on: 2025-12-15}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Agreed agreements that a side hasn't signed."""
    for agreement in agreements(landscape, "agreed"):
        provider = "supplier" if agreement.ref.kind == "contract" else "provider"
        signed = {_side(one.party, provider) for one in agreement.model.spec.signatures}
        missing = [side for side in (provider, "customer") if side not in signed]
        if missing:
            path: FieldPath = ("spec", "signatures") if signed else ("spec", "status")
            who = f"the {missing[0]} hasn't" if signed else "nobody has"
            words = f"{agreement.ref} is agreed, but {who} signed it"
            hint = f"add - {{party: {missing[0]}, by: …, on: …}}, or write status: draft until it is signed"
            yield Complaint(agreement, path, words, hint, at_key=bool(signed))


def _side(party: str, provider: str) -> str:
    """The side a signature is for; a supplier is the one who provides."""
    return party if party == "customer" else provider
