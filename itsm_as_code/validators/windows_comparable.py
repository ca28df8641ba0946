"""What a promise stands on is measured over no longer a time than the promise.

99.9% of a year allows nearly nine hours in one month, 99.9% of a month only 43 minutes. Whoever promises by the month
on what is promised by the year can lose a month's promise while the supplier keeps theirs.

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
kind: OLA
metadata: {name: operation, owner: desk}
spec:
  covers: [service:email]
  status: agreed
  window: {period: year}
  objectives: [{metric: availability, target: 99.9%}]
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  window: {period: month}
  objectives: [{metric: availability, target: 99.5%}]
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
metadata: {name: operation, owner: desk}
spec:
  covers: [service:email]
  status: agreed
  window: {period: month}
  objectives: [{metric: availability, target: 99.9%}]
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  window: {period: month}
  objectives: [{metric: availability, target: 99.5%}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.graph.coverage import Stated, availability_of
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import promising, share_text, window_days, window_name
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Availabilities that hold over a longer window than the one they carry, and may fall short in a shorter one."""
    for promise in promising(landscape, today):
        said = availability_of(promise) if promise.model.spec.window else None
        if said is not None:
            for carriage in carriages(landscape, promise, today, lambda one: availability_of(one) is not None):
                yield from _short(said, carriage)


def _short(said: Stated, carriage: Carriage) -> Iterator[Complaint]:
    """At most one complaint: about the agreement that could fall furthest."""
    alone = [max(found, key=_share) for ref, found in carriage.carriers.items() if carriage.falls({ref})]
    weak = [one for one in (*carriage.apart, *alone) if _least(one, said.agreement) < said.share.exact <= _share(one)]
    support = min(weak, key=lambda one: _least(one, said.agreement), default=None)
    if support is not None:
        yield _complaint(said, support)


def _share(support: Entity) -> Fraction:
    stated = availability_of(support)
    assert stated is not None
    return stated.share.exact


def _least(support: Entity, promise: Entity) -> Fraction:
    """How available it may be in one window of the promise, if all that its own allows is lost there."""
    own, ours = (one.model.spec.window for one in (support, promise))
    longer = Fraction(window_days(support), window_days(promise)) if own and ours else Fraction(1)
    return max(Fraction(0), 1 - (1 - _share(support)) * max(longer, Fraction(1)))


def _complaint(said: Stated, support: Entity) -> Complaint:
    promise, theirs = said.agreement, availability_of(support)
    assert theirs is not None
    ours, own = window_name(promise), window_name(support)
    least = share_text(_least(support, promise))
    return Complaint(
        promise,
        said.path,
        f"{promise.ref} promises {said.share} of {ours}, {support.ref} may come down to {least} in one",
        f"have {support.ref} measured over {ours}, or promise at most {least}",
        related=((support, theirs.path, f"{theirs.share}, measured over {own}"),),
    )
