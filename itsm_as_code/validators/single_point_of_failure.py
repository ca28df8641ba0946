"""A critical service doesn't hang on a single thing that nobody answers for.

What is there only once takes the service with it. A second way to work, or somebody's promise about the one there is,
has to stand behind a service on which much hangs. Told once for each service, with what takes down most; `itsm cuts`
lists everything.

Not told: what an OLA or a contract in force promises the availability of, with everything below it (whether that is
enough is asked by promise-exceeds-support and promise-exceeds-estimate); what another critical service hangs on, which
has its own finding; and what the organisation accepts in `itsm.yaml`, such as its only site:

    rules:
      single-point-of-failure: {accepted: ["ci:hq-site"], criticality: [critical, high]}

ISO/IEC 20000-1 8.7.1: risks to availability are known and managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line, owner: desk}
spec: {type: network-device}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {criticality: critical, dependsOn: [ci:line]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-1, owner: desk}
spec: {type: network-device}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: line-2, owner: desk}
spec: {type: network-device}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {criticality: critical, dependsOn: [{anyOf: [ci:line-1, ci:line-2]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from itsm_as_code.graph import Dependency, Landscape, single_points
from itsm_as_code.graph.coverage import covering, stated
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.schemas import Criticality, Many, Part
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._weak_points import accepted, listed, places

SEVERITY = Severity.WARNING
CLAUSE = "8.7.1"
LOOKS_AT = (*PROMISES, "spec.criticality", "spec.lifecycle")


class Options(Part):
    """Of which services, and what is accepted."""

    criticality: Many[Criticality] = ("critical",)
    """The services that are looked at."""
    accepted: Many[str] = ()
    """What may be there only once, as names with *: ci:hq-site, ci:hq-*."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Critical live services that one failure takes down."""
    services = [ref for ref in landscape.entities if _matters(landscape, ref, options)]
    if not services:
        return
    answered = _answered_for(landscape, today)
    possible = frozenset(landscape.nodes) - answered - accepted(landscape.nodes, options.accepted)

    def counts(one: Dependency) -> bool:
        return not one.soft and one.source not in answered

    points = single_points(landscape, services, possible, counts)
    found = {ref: points.of(ref) for ref in services}
    tolls = points.tolls(services)
    for ref in services:
        own = _own(ref, found)
        if own:
            yield _complaint(landscape, ref, sorted(own, key=lambda one: (-tolls[one], one)), tolls)


def _matters(landscape: Landscape, ref: Ref, options: Options) -> bool:
    if ref.kind != "service":
        return False
    facts = landscape.entities[ref].facts
    return facts.lifecycle == "live" and facts.criticality in options.criticality


def _answered_for(landscape: Landscape, today: date | None) -> frozenset[Ref]:
    """What an OLA or a contract in force promises an availability of."""
    agreed = covering(landscape, today).items()
    return frozenset(ref for ref, each in agreed if stated(one for one in each if one.ref.kind != "sla") is not None)


def _own(service: Ref, found: Mapping[Ref, tuple[Ref, ...]]) -> set[Ref]:
    """Its single points, without those that another critical service among them has to tell itself."""
    own = set(found[service])
    for other in found[service]:
        if other in found and (service not in found[other] or other < service):
            own -= {other, *found[other]}
    return own


def _complaint(landscape: Landscape, service: Ref, own: list[Ref], tolls: Mapping[Ref, int]) -> Complaint:
    entity, worst = landscape.entities[service], own[0]
    words = f"{service} is down whenever {worst} is, and there is only one"
    if len(own) > 1:
        words = f"{service} hangs on {len(own)} things that are there only once: {listed(own)}"
    path: FieldPath = ("spec", "dependsOn") if entity.model.spec.depends_on else ("spec",)
    return Complaint(
        entity,
        path,
        words,
        "add a second way (anyOf), have an OLA or a contract promise its availability, or accept it in itsm.yaml",
        related=places(landscape, own, "takes it down alone"),
        at_key=True,
        why=(f"{worst} takes {tolls[worst]} such services down; itsm cuts {service} lists everything",),
    )
