"""A service that customers see has a title and a description.

They stand at the top of its page and in every report; a name made for machines says neither what it is nor for whom.
More than ten are told in one finding.

ISO/IEC 20000-1 8.2.4: the services are described to those who use them.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {type: business}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: E-mail, description: Mailboxes for all staff, owner: desk}
spec: {type: business}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import live
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.4"
LOOKS_AT = (
    "service:metadata.title",
    "service:metadata.description",
    "service:spec.type",
    "spec.lifecycle",
    "metadata.waivers",
)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Live business services without one of the two."""
    seen = [entity for entity in live(landscape, "service") if entity.facts.says.get("spec.type") == "business"]
    for name in ("title", "description"):
        lacking = (entity for entity in seen if getattr(entity.model.metadata, name) is None)
        hint = f"add {name}: in one language or several"
        yield from gaps(lacking, ("metadata",), (f"has no {name}", f"have no {name}"), hint)
