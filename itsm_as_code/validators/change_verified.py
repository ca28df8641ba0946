"""What was changed is looked at afterwards.

Whether a change did what it was for, and whether it broke something, is known for a while and then forgotten. The next
one to the same entities is weighed by it. Emergency changes have a rule of their own (`emergency-reviewed`).

ISO/IEC 20000-1 8.5.1: changes are reviewed for their effectiveness, and what is found leads to action.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-05-01T01:00Z", end: "2026-05-01T02:00Z"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-05-01T01:00Z", end: "2026-05-01T02:00Z"}
  verification: {on: 2026-05-03, result: successful}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.hours import due
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Duration, Part, Span
from itsm_as_code.validators._changes import last_day, open_changes
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


class Options(Part):
    """How soon."""

    within: Duration = Span(0, 30 * 86_400)
    """How long after its window a change is verified."""


def check(landscape: Landscape, today: date | None, options: Options) -> Iterator[Complaint]:
    """Changes whose work is over for longer than that, and which nobody has looked at."""
    for change in open_changes(landscape):
        done = last_day(change)
        if today is None or done is None or change.model.spec.type == "emergency":
            continue
        if due(done, options.within) < today:
            words = f"{change.ref} was done on {done}, and nobody says what came of it"
            hint = "write verification: {on: …, by: …, result: …}, or cancelled: {on: …, reason: …}"
            yield Complaint(change, ("spec", "window", "end"), words, hint)
