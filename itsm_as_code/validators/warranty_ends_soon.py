"""The end of a warranty is known in time.

As long as it runs it can be extended; afterwards often not. The date is `ends.warranty`; judged by the day of the run
or `--today`, and told 90 days before unless the option says otherwise.

ISO/IEC 20000-1 8.2.5: assets used to deliver services are managed to meet their obligations.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server, ends: {warranty: 2026-07-20}}
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
spec: {type: server, ends: {warranty: 2029-06-30}}
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

SEVERITY = Severity.INFO
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.ends", "spec.attributes.expires", "spec.lifecycle")


class Options(Part):
    """How early it is told."""

    lead: FixedDuration = Span(0, 90 * 86_400)
    """How long before the last day, such as 90d."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Items in use whose warranty ends within the lead time."""
    hint = "extend it or replace the hardware, and write the new last day"
    return ends_soon(landscape, today, "warranty", options.lead, hint)
