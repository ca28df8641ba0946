"""A window, and a period of a freeze or a maintenance window, ends after it starts.

One that doesn't holds no moment: the freeze freezes nothing, and nobody knows when the work is done. Offsets count:
`02:00+08:00` is earlier than `01:00Z`.

ISO/IEC 20000-1 8.5.1: changes are scheduled.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-12-06T05:00+08:00", end: "2026-12-06T01:00+08:00"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec:
  purpose: A larger disk.
  window: {start: "2026-12-06T01:00+08:00", end: "2026-12-06T05:00+08:00"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._changes import times
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Stretches of time that hold no moment."""
    for entity, path, period in times(landscape):
        if period.end <= period.start:
            how = "when it starts" if period.end == period.start else "before it starts"
            words = f"{entity.ref} ends {how}: {period.end.isoformat(timespec='minutes')}"
            related = ((entity, (*path, "start"), "it starts here"),)
            yield Complaint(
                entity, (*path, "end"), words, "swap the two, or mend the day or the offset", related=related
            )
