"""A certificate is renewed in time.

Renewal takes requests, checks and restarts; on the last day it is too late for them. The date is `ends.certificate`, or
the attribute `expires` of an item of the type; judged by the day of the run or `--today`, and told 30 days before
unless the option says otherwise.

ISO/IEC 20000-1 8.7.3: information security risks are treated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-cert, owner: desk}
spec: {type: certificate, ends: {certificate: 2026-07-20}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-cert, owner: desk}
spec: {type: certificate, ends: {certificate: 2029-06-30}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import FixedDuration, Part, Span
from itsm_as_code.validators._ends import ends_soon
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


class Options(Part):
    """How early it is told."""

    lead: FixedDuration = Span(0, 30 * 86_400)
    """How long before the last day, such as 30d."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Items in use whose certificate ends within the lead time."""
    return ends_soon(landscape, today, "certificate", options.lead, "renew it, and write the new last day")
