"""What holds confidential data says how they are to be handled.

Whoever looks after a store reads its own page, not those of all that keep data on it. So the class is written where the
data lie.

ISO/IEC 20000-1 8.7.3: information security controls are documented.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1, owner: desk}
spec: {type: storage}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
spec: {dataClassification: restricted, dependsOn: [{ref: ci:san-1, as: stores-on}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1, owner: desk}
spec: {type: storage, dataClassification: restricted}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
spec: {dataClassification: restricted, dependsOn: [{ref: ci:san-1, as: stores-on}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._data import Flow, flows
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.dataClassification", "spec.lifecycle")


class Options(Part):
    """Which data matter."""

    classes: Many[str] = ("restricted", "confidential")
    """The classes whose stores have to say theirs, the strictest first."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Stores without a class in which such data lie; each once, for the strictest."""
    found: dict[Ref, Flow] = {}
    ranks = {name: number for number, name in enumerate(options.classes)}
    for flow in flows(landscape):
        name = flow.source.model.spec.data_classification
        if flow.store.model.spec.data_classification is None and name in ranks:
            known = found.setdefault(flow.store.ref, flow)
            if ranks[name] < ranks[known.source.model.spec.data_classification]:
                found[flow.store.ref] = flow
    for flow in found.values():
        name = flow.source.model.spec.data_classification
        words = f"{flow.store.ref} holds {name} data and says nothing about it"
        related = ((flow.source, ("spec", "dataClassification"), f"{name} here"),)
        hint = f"add dataClassification: {name}"
        yield Complaint(flow.store, ("spec",), words, hint, at_key=True, related=related)
