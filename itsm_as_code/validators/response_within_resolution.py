"""For each priority, the time to respond is not longer than the time to resolve.

Nobody can have resolved what nobody has looked at yet.

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
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  objectives:
    - {metric: response-time, targets: {P1: 4h}}
    - {metric: resolution-time, targets: {P1: 2h}}
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
  objectives:
    - {metric: response-time, targets: {P1: 30m}}
    - {metric: resolution-time, targets: {P1: 2h}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import AGREEMENTS, Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._objectives import longer, timed
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Priorities whose response takes longer than their resolution."""
    for ref, entity in landscape.entities.items():
        if ref.kind not in AGREEMENTS:
            continue
        times = timed(entity)
        for priority, (path, response) in times.get("response-time", {}).items():
            if priority in times.get("resolution-time", {}):
                other_path, resolution = times["resolution-time"][priority]
                if longer(response, resolution):
                    words = f"{priority} is answered within {response} but solved within {resolution}"
                    hint = f"a response takes at most {resolution}"
                    related = ((entity, other_path, "the time to resolve"),)
                    yield Complaint(entity, path, words, hint, related=related)
