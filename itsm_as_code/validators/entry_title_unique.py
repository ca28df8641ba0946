"""Two offers for the same people have different titles.

Under one category, two entries of the same title can't be told apart. For different customers they may well be called
alike.

ISO/IEC 20000-1 8.2.4: the service catalogue describes what each service is for.

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
spec: {service: email, sla: email-gold, category: work}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox-large, title: Mailbox, owner: desk}
spec: {service: email, sla: email-gold, category: work}
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
spec: {service: email, sla: email-gold, category: work}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox-large, title: Large mailbox, owner: desk}
spec: {service: email, sla: email-gold, category: work}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.4"
LOOKS_AT = ("references", "catalogentry:metadata.title", "catalogentry:spec.category")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entries called like one before them, in the same category, for somebody who sees both."""
    shelves: dict[tuple[str, str], list[Entity]] = {}
    for entry in of(landscape, "catalogentry"):
        shelf = shelves.setdefault((entry.model.spec.category or "", entry.model.title.casefold()), [])
        other = next((one for one in shelf if _seen_together(landscape, one, entry)), None)
        if other is not None and entry.model.metadata.title:
            words = f'"{entry.model.title}" is the title of {other.ref} too'
            related = ((other, ("metadata", "title"), "first here"),)
            hint = "say in the title how they differ, or for whom each is under audience"
            yield Complaint(entry, ("metadata", "title"), words, hint, related=related)
        shelf.append(entry)


def _seen_together(landscape: Landscape, first: Entity, second: Entity) -> bool:
    """Whether somebody is offered both; an entry without an audience is for everybody."""
    one, other = _audience(landscape, first), _audience(landscape, second)
    return not one or not other or bool(one & other)


def _audience(landscape: Landscape, entry: Entity) -> set[Ref]:
    return {link.target for link in landscape.links_from.get(entry.ref, ()) if link.relation == "audience"}
