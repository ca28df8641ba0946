"""A change is verified after its work has begun.

A verification from before was written in advance, and says nothing about what came of it.

ISO/IEC 20000-1 8.5.1: changes are reviewed for their effectiveness.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-06-06T01:00+08:00", end: "2026-06-06T05:00+08:00"}
  verification: {on: 2026-06-05, result: successful}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-06-06T01:00+08:00", end: "2026-06-06T05:00+08:00"}
  verification: {on: 2026-06-06, result: successful}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Verifications from before the work."""
    for change in of(landscape, "change"):
        done, window = change.model.spec.verification, change.model.spec.window
        if done is None:
            continue
        path = ("spec", "verification", "on")
        if window is not None and done.on < window.start.date():
            words = f"{change.ref} was verified on {done.on}, its work begins on {window.start.date()}"
            related = ((change, ("spec", "window", "start"), "the work begins here"),)
            yield Complaint(change, path, words, "write the day on which somebody looked", related=related)
