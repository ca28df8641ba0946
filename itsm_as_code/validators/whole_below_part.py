"""A whole is classified no lower than its parts.

Whoever handles the whole handles its parts with it: a payroll database that is a part of an internal service makes that
service's data restricted too.

ISO/IEC 20000-1 8.7.3: information security risks are treated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: personnel, owner: desk}
spec: {dataClassification: internal}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: payroll-db, owner: desk}
spec: {type: database, dataClassification: restricted, partOf: service:personnel}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: personnel, owner: desk}
spec: {dataClassification: restricted}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: payroll-db, owner: desk}
spec: {type: database, dataClassification: restricted, partOf: service:personnel}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.dataClassification", "spec.lifecycle")


class Options(Part):
    """Which class is stricter than which."""

    order: Many[str] = ("public", "internal", "confidential", "restricted")
    """The classes from the least to the most strictly handled."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Wholes of a lower class than one of their parts."""
    ranks = {name: number for number, name in enumerate(options.order)}
    for link in landscape.links:
        if link.relation != "partOf" or link.target not in landscape.entities:
            continue
        part, whole = landscape.entities[link.source], landscape.entities[link.target]
        high, low = part.model.spec.data_classification, whole.model.spec.data_classification
        if high in ranks and low in ranks and ranks[low] < ranks[high]:
            words = f"{whole.ref} is {low}, and {part.ref}, a part of it, is {high}"
            related = ((part, ("spec", "dataClassification"), f"{high} here"),)
            hint = f"write dataClassification: {high}, or take the part out"
            yield Complaint(whole, ("spec", "dataClassification"), words, hint, related=related)
