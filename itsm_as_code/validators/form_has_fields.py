"""A form asks for something.

A form without fields gives the people who deliver nothing to go by. If there is nothing to ask, there is no need for a
form.

ISO/IEC 20000-1 8.6.2: service requests are recorded.

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
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, request: {form: {type: object}}}
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
spec: {type: business}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, request: {delivery: 1d}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.6.2"
LOOKS_AT = ITSELF

_PARTS = ("$ref", "allOf", "anyOf", "oneOf", "if", "patternProperties", "dependentSchemas")
"""Other ways in which a schema can have fields."""


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Forms without a field."""
    for entity in of(landscape, "catalogentry"):
        form = entity.model.spec.request.form if entity.model.spec.request else None
        if form is not None and not form.get("properties") and not any(part in form for part in _PARTS):
            hint = "add properties: with a field for each question, or take the form out"
            words = f"the form of {entity.ref} has no fields"
            yield Complaint(entity, ("spec", "request", "form"), words, hint, at_key=True)
