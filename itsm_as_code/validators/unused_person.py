"""A person is named somewhere.

Somebody who is in no team, signs nothing and is nobody's contact has left, or was forgotten where they belong.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {members: [li-na]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._parties import unnamed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "5.3"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """People that nothing refers to."""
    return unnamed(landscape, "person", "name them where they belong, or remove them")
