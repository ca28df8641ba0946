"""A category of the catalogue is written in one way.

`Workplace` and `workplace` are two shelves on the page, with half of the offers on each. The usual spelling is the most
frequent one.

ISO/IEC 20000-1 8.2.4: the service catalogue is clear to those who use it.

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
spec: {service: email, sla: email-gold, category: Work place}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: list, title: Mailing list, owner: desk}
spec: {service: email, sla: email-gold, category: work-place}
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
spec: {service: email, sla: email-gold, category: work-place}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: list, title: Mailing list, owner: desk}
spec: {service: email, sla: email-gold, category: work-place}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._spelling import oddly_spelt, spelt

SEVERITY = Severity.WARNING
CLAUSE = "8.2.4"
LOOKS_AT = ("catalogentry:spec.category",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Categories that differ from another one in case, spaces or hyphens only."""
    entries = [entity for entity in of(landscape, "catalogentry") if entity.model.spec.category]
    usual = oddly_spelt(Counter(("category", entity.model.spec.category) for entity in entries))
    for entity in entries:
        word = usual.get(("category", entity.model.spec.category))
        if word is not None:
            words = f'the category "{entity.model.spec.category}" is usually written "{word}"'
            yield Complaint(entity, ("spec", "category"), words, f"write {word}", fix=spelt(word))
