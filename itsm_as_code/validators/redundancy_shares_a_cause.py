"""The spares of a group don't all hang on one thing.

Two lines into one rack, three servers on one power feed: a group with spares loses more than it can spare by a single
failure, and the redundancy that is paid for isn't there. The nearest shared cause is told; behind it there may be more,
`itsm cuts` lists them. Groups of the same members are told once.

What the organisation accepts, such as its only site, is said in `itsm.yaml`:

    rules:
      redundancy-shares-a-cause: {accepted: ["ci:hq-site"]}

ISO/IEC 20000-1 8.7.1: risks to availability are known and managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack, owner: desk}
spec: {type: location}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-1, owner: desk}
spec: {type: network-device, location: ci:rack}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-2, owner: desk}
spec: {type: network-device, location: ci:rack}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: internet, owner: desk}
spec: {dependsOn: [{name: lines, anyOf: [ci:line-1, ci:line-2]}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack-1, owner: desk}
spec: {type: location}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: rack-2, owner: desk}
spec: {type: location}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-1, owner: desk}
spec: {type: network-device, location: ci:rack-1}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-2, owner: desk}
spec: {type: network-device, location: ci:rack-2}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: internet, owner: desk}
spec: {dependsOn: [{name: lines, anyOf: [ci:line-1, ci:line-2]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Dependency, Landscape, shared_causes
from itsm_as_code.model import Ref, Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._weak_points import accepted, listed, places

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = ("references", "spec.lifecycle")


class Options(Part):
    """What is accepted."""

    accepted: Many[str] = ()
    """What groups may share, as names with *: ci:hq-site, ci:hq-*."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Groups that one failure takes more from than they can lose."""
    fine = accepted(landscape.nodes, options.accepted)
    told: dict[tuple[tuple[Ref, ...], int], list[Dependency]] = {}
    causes: dict[tuple[tuple[Ref, ...], int], list[Ref]] = {}
    for one in shared_causes(landscape):
        left = [cause for cause in one.causes if cause not in fine]
        if left and _lives(landscape, one.group.source):
            key = (tuple(sorted(one.group.members)), one.group.need)
            told.setdefault(key, []).append(one.group)
            causes[key] = left
    for key, groups in told.items():
        yield _complaint(landscape, groups, causes[key])


def _lives(landscape: Landscape, ref: Ref) -> bool:
    return landscape.entities[ref].facts.lifecycle in ("", "live")


def _complaint(landscape: Landscape, groups: list[Dependency], causes: list[Ref]) -> Complaint:
    first, nearest = groups[0], causes[0]
    needed = f"{first.need} of {len(first.members)} {first.name or f'({listed(first.members)})'}"
    why = [f"{listed(causes[1:])} would do the same"] if causes[1:] else []
    why += [f"so it is for {listed([one.source for one in groups[1:]])}"] if groups[1:] else []
    return Complaint(
        landscape.entities[first.written_in],
        first.path,
        f"{first.source} needs {needed}, and {nearest} alone takes more than can fail",
        f"take one member away from {nearest}, or accept it in itsm.yaml",
        related=places(landscape, [nearest], "the shared cause"),
        why=tuple(why),
    )
