"""A team that answers for something has people in it.

Told only where members are written down at all: an organisation that keeps them elsewhere isn't asked for them. More
than ten are told in one finding.

ISO/IEC 20000-1 7.2: persons with the necessary competence are determined.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: li-na}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: network}
spec: {members: [li-na]}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
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
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: messaging}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import answers_for, of
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "7.2"
LOOKS_AT = ("references", "metadata.waivers")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Owners without members, where other teams have some."""
    without = [entity for entity in of(landscape, "team") if not entity.model.spec.members]
    if len(without) == len(landscape.by_kind.get("team", ())):
        return iter(())
    lacking = (entity for entity in without if answers_for(landscape, entity.ref))
    words = ("answers for something and has no members", "answer for something and have no members")
    return gaps(lacking, ("spec",), words, "add members: and the people in it")
