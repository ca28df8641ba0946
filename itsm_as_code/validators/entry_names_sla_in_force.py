"""A catalogue entry names an SLA for its service that is in force.

The catalogue shows customers what is promised; a draft or an agreement that ended promises nothing. In force means
agreed and, on the day given, inside its term.

ISO/IEC 20000-1 8.2.4 and 8.3.3.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: draft}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox}
spec: {service: email, sla: email-gold}
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
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: email-gold, owner: desk}
spec: {service: email, status: agreed}
---
apiVersion: itsm/v1
kind: CatalogEntry
metadata: {name: mailbox}
spec: {service: email, sla: email-gold}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape, in_force, target_of
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.2.4"
LOOKS_AT = (*PROMISES, "spec.lifecycle")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Entries of live services without an SLA, with one for another service, or with one not in force."""
    for ref, entity in landscape.entities.items():
        if ref.kind == "catalogentry" and _offers_live(landscape, ref):
            yield from _entry(landscape, entity, today)


def _offers_live(landscape: Landscape, entry: Ref) -> bool:
    service = target_of(landscape, entry, "service")
    offered = landscape.entities.get(service) if service else None
    return offered is not None and offered.facts.lifecycle == "live"


def _entry(landscape: Landscape, entity: Entity, today: date | None) -> Iterator[Complaint]:
    named = target_of(landscape, entity.ref, "sla")
    if named is None:
        hint = "add sla: and the name of the agreement customers get"
        yield Complaint(entity, ("spec",), f"{entity.ref} promises nothing: it names no SLA", hint, at_key=True)
        return
    agreement = landscape.entities.get(named)
    if agreement is None or named.kind != "sla":
        return  # unknown-reference tells it, or a gate has
    here = ("spec", "sla")
    if not in_force(agreement, today):
        day = f" on {today}" if today and agreement.model.spec.status == "agreed" else ""
        state = "not in its term" if day else agreement.model.spec.status
        related = ((agreement, ("spec", "term") if day else ("spec", "status"), f"{state} here"),)
        words = f"{entity.ref} names {named}, which is not in force{day}"
        yield Complaint(entity, here, words, "agree on it, or name one that is in force", related=related)
    elif target_of(landscape, named, "service") not in (None, target_of(landscape, entity.ref, "service")):
        related = ((agreement, ("spec", "service"), "its service"),)
        words = f"{entity.ref} names {named}, which is about another service"
        yield Complaint(entity, here, words, "name an SLA of the entry's own service", related=related)
