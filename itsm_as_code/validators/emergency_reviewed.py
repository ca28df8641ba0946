"""An emergency change is reviewed soon after it is done.

It went before anybody could look at it, so that somebody has to look afterwards. How soon is the policy's
`emergencyReviewWithin`, counted from the end of the window; 5 days where no policy is written.

ISO/IEC 20000-1 8.5.1: emergency changes are reviewed, too.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  type: emergency
  purpose: The disk was full.
  related: [{incident: INC-5}]
  window: {start: "2026-06-01T01:00Z", end: "2026-06-01T02:00Z"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  type: emergency
  purpose: The disk was full.
  related: [{incident: INC-5}]
  window: {start: "2026-06-01T01:00Z", end: "2026-06-01T02:00Z"}
  verification: {on: 2026-06-03, result: successful}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.hours import due
from itsm_as_code.model import Severity
from itsm_as_code.validators._changes import last_day, open_changes, policy_in
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*", "changepolicy:*")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Emergency changes that should have been reviewed by now."""
    within = policy_in(landscape).model.spec.emergency_review_within
    for change in open_changes(landscape):
        done = last_day(change)
        if today is None or done is None or change.model.spec.type != "emergency":
            continue
        day = due(done, within)
        if day < today:
            words = f"{change.ref} was done on {done}, its review was due on {day}"
            hint = "hold it, and write verification: {on: …, by: …, result: …}"
            yield Complaint(change, ("spec", "type"), words, hint, related=((change, ("spec", "window"), "done here"),))
