"""An emergency change says which incident or problem it answers to.

The short way is for what is broken or about to break. Without that it is the short way around the others.

ISO/IEC 20000-1 8.5.1: there are criteria for what an emergency change is.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: emergency, purpose: It was late.}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {type: emergency, purpose: The disk was full., related: [{incident: INC-5}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Emergency changes without an incident or a problem."""
    for change in of(landscape, "change"):
        causes = change.model.spec.related
        if change.model.spec.type == "emergency" and not any(one.incident or one.problem for one in causes):
            hint = "add related: [{incident: …}], or make it type: normal"
            words = f"{change.ref} is an emergency, and names neither incident nor problem"
            yield Complaint(change, ("spec", "type"), words, hint)
