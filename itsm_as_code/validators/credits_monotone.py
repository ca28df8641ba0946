"""Credits and penalties grow with what is missed, and begin where the promise ends.

A worse month that costs less than a better one pays for the damage. One that is due although the promise was kept is a
discount.

ISO/IEC 20000-1 8.3.3 and 8.4.1.

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
metadata: {name: gold, owner: desk}
spec:
  service: email
  objectives: [{metric: availability, target: 99.9%}]
  credits: [{metric: availability, below: 99.9%, credit: 20%}, {metric: availability, below: 99%, credit: 10%}]
```

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
metadata: {name: gold, owner: desk}
spec:
  service: email
  objectives: [{metric: availability, target: 99.9%}]
  credits:
    - {metric: availability, below: 99.9%, penalty: {amount: "500", currency: EUR}}
    - {metric: availability, below: 99%, penalty: {amount: "50", currency: EUR}}
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
metadata: {name: gold, owner: desk}
spec:
  service: email
  objectives: [{metric: availability, target: 99.9%}]
  credits: [{metric: availability, below: 99.9%, credit: 10%}, {metric: availability, below: 99%, credit: 20%}]
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._promises import agreements, measure, plausible, same_unit
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF

Numbered = tuple[int, Any]


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Credits in the wrong order, for something that isn't promised, or due while the promise is kept."""
    for agreement in agreements(landscape):
        ladders: defaultdict[tuple[str, str, bool, str], list[Numbered]] = defaultdict(list)
        for number, one in enumerate(agreement.model.spec.credits):
            ladders[one.metric.name, one.priority or "", one.below is not None, _sort(one)].append((number, one))
            yield from _due_too_early(agreement, number, one)
        for (_, _, falling, _), steps in ladders.items():
            yield from _out_of_order(agreement, steps, falling)


def _sort(one: Any) -> str:
    """What can be compared: shares of the charge, or amounts of one currency."""
    return str(one.penalty.currency) if one.penalty else "%"


def _given(one: Any) -> Any:
    return one.penalty.amount if one.penalty else one.credit.percent


def _text(one: Any) -> str:
    return f"{one.penalty.amount} {one.penalty.currency}" if one.penalty else str(one.credit)


def _limit(one: Any) -> Any:
    return one.below or one.above


def _out_of_order(agreement: Entity, steps: list[Numbered], falling: bool) -> Iterator[Complaint]:
    """Neighbouring steps of which the worse one gives less, or that stand at the same limit."""
    units = {type(_limit(one).value) for _, one in steps}
    if len(units) > 1:
        return
    ordered = sorted(steps, key=lambda step: measure(_limit(step[1]).value), reverse=falling)
    for (better_at, better), (worse_at, worse) in pairwise(ordered):
        place: FieldPath = ("spec", "credits", worse_at)
        related = ((agreement, ("spec", "credits", better_at), f"gives {_text(better)}"),)
        if measure(_limit(better).value) == measure(_limit(worse).value):
            words = f"two credits begin at {_limit(worse).value}"
            yield Complaint(agreement, place, words, "keep the one that was agreed", related=related)
        elif _given(worse) < _given(better):
            side = "below" if falling else "above"
            words = f"{_text(worse)} {side} {_limit(worse).value} is less than {_text(better)} {side} "
            path = (*place, "penalty" if worse.penalty else "credit")
            mend = f"give at least {_text(better)}"
            yield Complaint(agreement, path, f"{words}{_limit(better).value}", mend, related=related)


def _due_too_early(agreement: Entity, number: int, one: Any) -> Iterator[Complaint]:
    place: FieldPath = ("spec", "credits", number)
    found = next(
        ((n, each) for n, each in enumerate(agreement.model.spec.objectives) if each.name == one.metric.name), None
    )
    if found is None:
        words = f"{agreement.ref} gives a credit for {one.metric.name}, and doesn't promise it"
        yield Complaint(agreement, (*place, "metric"), words, f"add an objective for {one.metric.name}")
        return
    promised = (found[1].targets or {}).get(one.priority) or (found[1].target and found[1].target.value)
    if promised is None or not same_unit(promised, _limit(one).value) or not plausible(promised):
        return
    kept = measure(_limit(one).value) - measure(promised)
    if (kept > 0) if one.below else (kept < 0):
        side = "below" if one.below else "above"
        words = f"a credit is due {side} {_limit(one).value}, where the {promised} that are promised are still kept"
        path: FieldPath = ("spec", "objectives", found[0])
        yield Complaint(
            agreement, (*place, side), words, f"write {side}: {promised}", related=((agreement, path, "promised here"),)
        )
