"""Confidential data leave the house under a contract only.

What is rented from outside holds data on machines of somebody else. Who may read them, where they lie and when they are
deleted is agreed in a contract that covers it.

ISO/IEC 20000-1 8.7.3: security requirements are agreed with external organisations.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Supplier
metadata: {name: cloudpine}
spec: {email: care@example.com}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: crm, owner: desk}
spec: {type: saas, supplier: cloudpine, dataClassification: confidential}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Supplier
metadata: {name: cloudpine}
spec: {email: care@example.com}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: crm, owner: desk}
spec: {type: saas, supplier: cloudpine, dataClassification: confidential}
---
apiVersion: itsm/v1
kind: Contract
metadata: {name: crm-subscription, owner: desk}
spec: {supplier: cloudpine, covers: [ci:crm], status: agreed}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._entities import named_by
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._types import of_type

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.dataClassification", "spec.lifecycle")


class Options(Part):
    """Which data matter."""

    classes: Many[str] = ("restricted", "confidential")
    """The classes that need a contract."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Live items of the type saas with such data that no contract covers."""
    for entity in of_type(landscape, "saas"):
        spec = entity.model.spec
        if spec.data_classification not in options.classes or spec.lifecycle != "live":
            continue
        if not any(ref.kind == "contract" for ref in named_by(landscape, entity.ref, "covers")):
            words = f"{entity.ref} holds {spec.data_classification} data outside, and no contract covers it"
            hint = f"write a contract with covers: [{entity.ref}]"
            yield Complaint(entity, ("spec", "dataClassification"), words, hint)
