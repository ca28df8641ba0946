"""Agreements don't support one another in a circle.

If each counts on the other, nobody has promised anything.

ISO/IEC 20000-1 8.3.4.

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
kind: OLA
metadata: {name: network, owner: desk}
spec:
  covers: [service:email]
  supportedBy: [ola:power]
---
apiVersion: itsm/v1
kind: OLA
metadata: {name: power, owner: desk}
spec:
  covers: [service:email]
  supportedBy: [ola:network]
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
kind: OLA
metadata: {name: network, owner: desk}
spec:
  covers: [service:email]
  supportedBy: [ola:power]
---
apiVersion: itsm/v1
kind: OLA
metadata: {name: power, owner: desk}
spec:
  covers: [service:email]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.coverage import named_support
from itsm_as_code.model import Ref, Severity
from itsm_as_code.validators._promises import agreements, named_at
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.4"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """The first agreement of each circle, at the reference that leads into it."""
    on = {one.ref: [other.ref for other in named_support(landscape, one)] for one in agreements(landscape)}
    told: set[Ref] = set()
    for ref in on:
        circle = () if ref in told else _back_to(ref, on)
        if circle:
            told.update(circle)
            entity = landscape.entities[ref]
            path = next(path for path, one in named_at(landscape, entity) if one.ref == circle[0])
            way = " → ".join(map(str, (ref, *circle)))
            yield Complaint(entity, path, f"these agreements support one another: {way}", "take one of them out")


def _back_to(start: Ref, on: Mapping[Ref, list[Ref]]) -> tuple[Ref, ...]:
    """The shortest way back to where it starts; empty if there is none."""
    came: dict[Ref, Ref] = {}
    agenda = [start]
    for ref in agenda:
        for further in on.get(ref, ()):
            if further not in came:
                came[further] = ref
                agenda.append(further)
    if start not in came:
        return ()
    way = [start]
    while came[way[-1]] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
