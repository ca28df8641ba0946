"""An agreement that is about to end has a successor.

Told when notice has to be given soon: `lead` before the last day on which it can be, 30 days by default. An agreement
that renews itself goes on; one whose successor is written down is in good hands.

ISO/IEC 20000-1 8.3.3 and 8.3.4.

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
  status: agreed
  term: {start: 2026-01-01, end: 2026-08-31, noticePeriod: 60d}
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
  status: agreed
  term: {start: 2026-01-01, end: 2026-08-31, noticePeriod: 60d, renews: 12mo}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from itsm_as_code.graph import Landscape, in_force
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.hours import due
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Duration, Part, Span
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import agreements
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = PROMISES

ANY_DAY = Span(0, 0)


class Options(Part):
    """How early it is told."""

    lead: Duration = Span(0, 30 * 86_400)
    """How long before the last day for notice, or before the end where there is no notice: 30d."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Agreements in force whose end is near and which nothing follows."""
    for agreement in agreements(landscape, "agreed"):
        term = agreement.model.spec.term
        if today is None or term is None or term.end is None or term.renews or not in_force(agreement, today):
            continue
        notice = due(term.end, term.notice_period or ANY_DAY, -1)
        in_time = term.start <= notice  # or else it is for notice-within-term to tell
        if in_time and today >= due(notice, options.lead, -1) and not _followed(landscape, agreement):
            left = (term.end - today).days
            when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
            words = f"{agreement.ref} ends {when}, on {term.end}, and nothing follows"
            mend = "write the agreement that comes next, extend the term, or say renews: 12mo"
            yield Complaint(agreement, ("spec", "term", "end"), words, mend)


def _followed(landscape: Landscape, agreement: Entity) -> bool:
    """Whether another of its kind, and for the same customer, goes on with all that it is about."""
    end, about = agreement.model.spec.term.end, set(subjects(landscape, agreement.ref))
    following = end if end == date.max else end + timedelta(days=1)
    return any(
        other.ref.kind == agreement.ref.kind
        and other.model.spec.term
        and other.model.spec.term.start <= following
        and (other.model.spec.term.end is None or other.model.spec.term.end > end)
        and _customer(other) == _customer(agreement)
        and about <= set(subjects(landscape, other.ref))
        for other in agreements(landscape, "draft", "agreed")
        if other.ref != agreement.ref
    )


def _customer(agreement: Entity) -> object:
    return getattr(agreement.model.spec, "customer", None)
