"""What supports a promise runs as long as the promise, or leaves time to replace it.

A contract that ends in the middle of a promise leaves the rest of it standing on nothing. One that renews itself is
enough, if its notice leaves the time it takes to find another: `replacement` in `itsm.yaml`, 90 days by default.

ISO/IEC 20000-1 8.3.4: contracts with suppliers are managed over their whole life.

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
  term: {start: 2026-01-01, end: 2026-12-31}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  term: {start: 2026-01-01, end: 2027-12-31}
  supportedBy: [ola:operation]
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
  term: {start: 2026-01-01, end: 2026-12-31, renews: 12mo, noticePeriod: 90d}
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  term: {start: 2026-01-01, end: 2027-12-31}
  supportedBy: [ola:operation]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.carriage import Carriage, carriages
from itsm_as_code.graph.coverage import named_support
from itsm_as_code.hours import due
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Duration, Part, Span
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import because, promising, standing
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.4"
LOOKS_AT = PROMISES


class Options(Part):
    """How long it takes to replace what supports a promise."""

    replacement: Duration = Span(0, 90 * 86_400)
    """The notice a supporting agreement must give, where it renews itself: 90d."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Agreements that run longer than what supports them."""
    for promise in promising(landscape, today):
        if promise.model.spec.term and promise.model.spec.term.end:
            for support, why in _too_short(landscape, promise, today, options.replacement):
                yield replace(_complaint(promise, support, options.replacement), why=why)


def _too_short(
    landscape: Landscape, promise: Entity, today: date | None, needed: Span
) -> list[tuple[Entity, tuple[str, ...]]]:
    """The named ones that end too early, and those without which nothing is left, with why they count."""
    named = [one for one in named_support(landscape, promise) if standing(one, promise, today)]
    found = {one.ref: (one, tuple[str, ...]()) for one in named if not _lasts(one, promise, needed)}
    for carriage in carriages(landscape, promise, today, lambda _: True):
        for support in _found(carriage, promise, needed):
            found.setdefault(support.ref, (support, because(carriage, [support])))
    return list(found.values())


def _found(carriage: Carriage, promise: Entity, needed: Span) -> list[Entity]:
    ending = {
        ref: agreements
        for ref, agreements in carriage.carriers.items()
        if not any(_lasts(one, promise, needed) for one in agreements)
    }
    if not carriage.falls(ending):
        return []
    return [max(ending[ref], key=_last_day) for ref in carriage.culprits(ending)]


def _lasts(support: Entity, promise: Entity, needed: Span) -> bool:
    term = support.model.spec.term
    if term is None or term.end is None or term.end >= promise.model.spec.term.end:
        return True
    return term.renews is not None and _notice_given(support) <= due(term.end, needed, -1)


def _last_day(support: Entity) -> date:
    end: date = support.model.spec.term.end
    return end


def _notice_given(support: Entity) -> date:
    """The last day on which an end can be announced."""
    term = support.model.spec.term
    return due(term.end, term.notice_period, -1) if term.notice_period else _last_day(support)


def _complaint(promise: Entity, support: Entity, needed: Span) -> Complaint:
    ours, theirs = promise.model.spec.term.end, support.model.spec.term
    mend = f"agree on a notice of at least {needed} with {support.ref}" if theirs.renews else f"extend {support.ref}"
    return Complaint(
        promise,
        ("spec", "term", "end"),
        f"{promise.ref} runs until {ours}, {support.ref} only until {theirs.end}",
        f"{mend}, or promise only until {theirs.end}",
        related=((support, ("spec", "term", "end"), _said(support, needed)),),
    )


def _said(support: Entity, needed: Span) -> str:
    term = support.model.spec.term
    if not term.renews:
        return "ends here"
    notice = f"with a notice of {term.notice_period}" if term.notice_period else "without notice"
    return f"renews itself, but can be ended {notice}; {needed} are needed to replace it"
