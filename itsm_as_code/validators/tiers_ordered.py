"""A stricter tier of a service is not weaker in any objective.

Gold that answers later than silver is sold under the wrong name. The order of the tiers stands in `itsm.yaml`, the
strictest first: `order: [gold, silver, bronze]`.

ISO/IEC 20000-1 8.3.3.

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
metadata: {name: mail-gold, owner: desk}
spec:
  service: email
  tier: gold
  objectives: [{metric: availability, target: 99.5%}]
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: mail-silver, owner: desk}
spec:
  service: email
  tier: silver
  objectives: [{metric: availability, target: 99.9%}]
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
metadata: {name: mail-gold, owner: desk}
spec:
  service: email
  tier: gold
  objectives: [{metric: availability, target: 99.9%}]
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: mail-silver, owner: desk}
spec:
  service: email
  tier: silver
  objectives: [{metric: availability, target: 99.5%}]
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from itsm_as_code.graph import Landscape, target_of
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity, nearest
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import agreements, ended, measure, same_unit
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


class Options(Part):
    """Which tiers there are."""

    order: Many[str] = ("platinum", "gold", "silver", "bronze")
    """The tiers, the strictest one first."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Tiers nobody has heard of, and objectives in which a stricter tier is weaker."""
    by_service: defaultdict[Ref | None, list[Entity]] = defaultdict(list)
    for agreement in agreements(landscape):
        tier, spec = agreement.model.spec.tier, agreement.model.spec
        if tier is not None and tier not in options.order:
            near = nearest(tier, options.order)
            mend = f"did you mean {near[0]}?" if near else f"one of {', '.join(options.order)}"
            yield Complaint(agreement, ("spec", "tier"), f"there is no tier {tier!r}", mend)
        elif (
            tier and agreement.ref.kind == "sla" and spec.status in ("draft", "agreed") and not ended(agreement, today)
        ):
            by_service[target_of(landscape, agreement.ref, "service")].append(agreement)
    for service, found in by_service.items():
        ranked = sorted(found, key=lambda one: options.order.index(one.model.spec.tier))
        for stricter, other in combinations(ranked, 2) if service else ():
            if stricter.model.spec.tier != other.model.spec.tier:
                yield from _weaker(landscape, stricter, other)


def _weaker(landscape: Landscape, stricter: Entity, other: Entity) -> Iterator[Complaint]:
    ours = dict(_promised(stricter))
    for key, (there, value, _) in _promised(other):
        path, own, better = ours.get(key, (("spec", "objectives"), None, ""))
        what = " ".join(filter(None, key))
        if own is None:
            words = f"{stricter.ref} promises no {what}, {other.ref} does"
        elif same_unit(own, value) and _worse(own, value, better or _better(landscape, stricter, key[0])):
            words = f"{what} of {stricter.ref} is {own}, {other.ref} promises {value}"
        else:
            continue
        tiers = f"{stricter.model.spec.tier} is above {other.model.spec.tier}"
        related = ((other, there, f"{value} for {other.model.spec.tier}"),)
        yield Complaint(
            stricter, path, words, f"promise at least {value}; {tiers}", related=related, at_key=own is None
        )


def _promised(agreement: Entity) -> Iterator[tuple[tuple[str, str], tuple[FieldPath, Any, str]]]:
    """Each metric and priority with its place, its value, and the direction that is written with it."""
    for number, one in enumerate(agreement.model.spec.objectives):
        place: FieldPath = ("spec", "objectives", number)
        if one.target:
            yield (one.name, ""), ((*place, "target"), one.target.value, one.target.direction)
        for priority, time in (one.targets or {}).items():
            yield (one.name, priority), ((*place, "targets", priority), time, "<=")


def _better(landscape: Landscape, agreement: Entity, metric: str) -> str:
    links = landscape.links_from.get(agreement.ref, ())
    targets = (link.target for link in links if link.relation == "objectives" and link.target.name == metric)
    indicator = next((landscape.find(target) for target in targets), None)
    return "<=" if indicator and indicator.model.spec.better == "lower" else ">="


def _worse(own: Any, other: Any, better: str) -> bool:
    return measure(own) > measure(other) if better == "<=" else measure(own) < measure(other)
