"""A form requires only fields that it has.

What `required` names and `properties` doesn't have can be filled in nowhere: the form can never be sent.

ISO/IEC 20000-1 8.6.2: service requests are recorded and fulfilled.

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
spec:
  service: email
  sla: email-gold
  request: {form: {type: object, required: [person, quota], properties: {person: {type: string}}}}
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
spec:
  service: email
  sla: email-gold
  request: {form: {type: object, required: [person], properties: {person: {type: string}}}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import nearest
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.6.2"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Required names that are no field of their form."""
    for entity in of(landscape, "catalogentry"):
        form = entity.model.spec.request.form if entity.model.spec.request else None
        fields, required = (form.get("properties"), form.get("required")) if form else (None, None)
        if not isinstance(fields, dict) or not isinstance(required, list):
            continue
        for number, name in enumerate(required):
            if isinstance(name, str) and name not in fields:
                near = nearest(name, fields)
                hint = f"did you mean {near[0]}?" if near else "add it to properties, or don't require it"
                path = ("spec", "request", "form", "required", number)
                yield Complaint(entity, path, f'the form requires "{name}", which is none of its fields', hint)
