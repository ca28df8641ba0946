"""A former name is nobody's present name.

`formerly` makes a rename a rename in the plan. If another entity has that name now, the plan can't know whether it is
new or the old one.

ISO/IEC 20000-1 8.2.6: changes to configuration items can be traced.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, formerly: [help]}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: help}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, formerly: [help]}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: first-line}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("names",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Former names that another entity of the kind has."""
    for entity in landscape.entities.values():
        for number, name in enumerate(entity.model.metadata.formerly if entity.says("metadata.formerly") else ()):
            other = landscape.entities.get(entity.ref._replace(name=name))
            if other is not None and other is not entity:
                words = f"{name} is no former name: {other.ref} has it"
                related = ((other, ("metadata", "name"), "here"),)
                hint = "remove it when the rename has been applied, or rename the other"
                yield Complaint(entity, ("metadata", "formerly", number), words, hint, related=related)
