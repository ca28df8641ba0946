"""An agreement that is named as support covers something the promise stands on.

Support for something else makes a promise look safe. What it covers has to be what the promise is about, or something
that it needs, however far down.

ISO/IEC 20000-1 8.3.4.

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
kind: CI
metadata: {name: printer, owner: desk}
spec:
  type: server
---
apiVersion: itsm/v1
kind: OLA
metadata: {name: printing, owner: desk}
spec:
  covers: [ci:printer]
  status: agreed
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  supportedBy: [ola:printing]
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
---
apiVersion: itsm/v1
kind: SLA
metadata: {name: gold, owner: desk}
spec:
  service: email
  supportedBy: [ola:operation]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.graph.coverage import subjects
from itsm_as_code.model import Ref, Severity
from itsm_as_code.validators._looks import PROMISES
from itsm_as_code.validators._promises import named_at, promising
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.4"
LOOKS_AT = PROMISES


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Named support that covers nothing of what the promise reaches."""
    for promise in promising(landscape, today):
        about = subjects(landscape, promise.ref)
        for path, support in named_at(landscape, promise) if about else ():
            covered = subjects(landscape, support.ref)
            if covered and all(map(landscape.find, covered)) and not _meets(landscape, about, covered):
                words = f"{support.ref} covers nothing that {promise.ref} stands on"
                mend = f"write what {about[0]} needs of it under dependsOn, or take it out of supportedBy"
                some = ", ".join(map(str, covered[:3])) + (" …" if len(covered) > 3 else "")
                there = ((support, ("spec", "covers"), f"covers {some}"),)
                yield Complaint(promise, path, words, mend, related=there)


def _meets(landscape: Landscape, about: Sequence[Ref], covered: Sequence[Ref]) -> bool:
    """Whether something that is covered is needed by one of the subjects, in whatever way; or stands in what is."""
    met, wanted = set(about), set(covered)
    agenda = list(about)
    while agenda and not met & wanted:
        needed: Mapping[Ref, None] = dict.fromkeys(
            member for ref in agenda for one in landscape.dependencies_of.get(ref, ()) for member in one.members
        )
        agenda = [ref for ref in needed if ref not in met]
        met.update(agenda)
    return bool(met & wanted)
