"""Data are kept at least as carefully as they are classified.

Along a dependency with `data: true`, or one `as: stores-on`, the data of what needs lie with what is needed. A store of
a lower class is handled, backed up and thrown away by the rules of that class. Stores that say nothing pass the
question on to where their own data lie.

ISO/IEC 20000-1 8.7.3: information security risks are treated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: san-1, owner: desk}
spec: {type: storage, dataClassification: internal}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
spec: {dataClassification: restricted, dependsOn: [{ref: ci:san-1, data: true}]}
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
spec: {dataClassification: restricted, dependsOn: [{ref: ci:san-1, data: true}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._data import flows
from itsm_as_code.validators._entities import some
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.dataClassification", "spec.lifecycle")


class Options(Part):
    """Which class is stricter than which."""

    order: Many[str] = ("public", "internal", "confidential", "restricted")
    """The classes from the least to the most strictly handled."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Data that lie with something of a lower class."""
    for flow in flows(landscape):
        high, low = flow.source.model.spec.data_classification, flow.store.model.spec.data_classification
        if low is None or not {high, low}.issubset(options.order):
            continue
        if options.order.index(low) < options.order.index(high):
            words = f"{flow.source.ref} holds {high} data, and {flow.store.ref}, where they lie, is {low}"
            related = ((flow.store, ("spec", "dataClassification"), f"{low} here"),)
            hint = f"write dataClassification: {high} there and handle it so, or keep the data elsewhere"
            why = () if flow.direct else (f"the data get there by way of {some(flow.way)}",)
            yield Complaint(flow.source, flow.path, words, hint, related=related, why=why)
