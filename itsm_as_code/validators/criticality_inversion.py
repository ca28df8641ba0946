"""Nothing is less critical than what stands on it alone.

How much hangs on a thing is how much hangs on what needs it: a host that carries a critical service is critical itself,
whatever its label says, and is mended, spared and watched accordingly. Told at the thing whose criticality was written
down too low, once, for everything that stands on it: directly or through others, without a spare and without a time
that is tolerated. What says nothing about its criticality isn't judged.

ISO/IEC 20000-1 8.7.1: risks to the availability of services are determined.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server, criticality: low}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {criticality: critical, dependsOn: [ci:host-1]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server, criticality: low}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-2, owner: desk}
spec: {type: server, criticality: low}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {criticality: critical, dependsOn: [{anyOf: [ci:host-1, ci:host-2]}]}
```
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import live
from itsm_as_code.validators._groups import stands_alone
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = ("references", "spec.criticality", "spec.lifecycle")

LEVELS = ("critical", "high", "medium", "low")
LIVING = ("service", "ci")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Entities whose written criticality is below that of something that stands on them alone."""
    own = {entity.ref: entity.facts.criticality for entity in live(landscape, *LIVING)}
    if len(set(own.values())) < 2:
        return
    alone = [one for one in landscape.dependencies if stands_alone(one) and one.source in own]
    needs: dict[Ref, list[Dependency]] = {}
    for one in alone:
        needs.setdefault(one.source, []).append(one)
    for ref, above in _carried(own, needs).items():
        entity = landscape.entities[ref]
        low = entity.facts.criticality
        if entity.says("spec.criticality") and LEVELS.index(own[above]) < LEVELS.index(low):
            yield _complaint(landscape, entity, landscape.entities[above], own[above])


def _carried(own: Mapping[Ref, str], needs: Mapping[Ref, Sequence[Dependency]]) -> Mapping[Ref, Ref]:
    """For each entity that others stand on alone, the most critical of these; the nearest of several."""
    found: dict[Ref, Ref] = {}
    for level in LEVELS:
        agenda = deque((ref, ref) for ref in sorted(own) if own[ref] == level and ref not in found)
        while agenda:
            ref, above = agenda.popleft()
            for member in (member for one in needs.get(ref, ()) for member in one.members):
                if member in own and member not in found:
                    found[member] = above
                    agenda.append((member, above))
    return found


def _complaint(landscape: Landscape, entity: Entity, above: Entity, level: str) -> Complaint:
    words = f"{entity.ref} is {entity.facts.criticality}, and {above.ref}, which is {level}, stands on it alone"
    near = above.ref in landscape.needed_by(entity.ref)
    return Complaint(
        entity,
        ("spec", "criticality"),
        words,
        f"write criticality: {level}, or give {above.ref} something else to stand on",
        related=((above, ("spec", "criticality"), f"{level} here"),),
        why=() if near else (f"{above.ref} needs it by way of others",),
    )
