"""No configuration item stands apart from everything.

A live item that needs nothing and that nothing needs, names or covers appears in no impact and in no picture: either
its relationships are missing, or it isn't needed. Types for which that is as it should be are named in the option. More
than ten are told in one finding.

ISO/IEC 20000-1 8.2.6: relationships between configuration items are recorded.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-9, owner: desk}
spec: {type: server}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-9, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: files, owner: desk}
spec: {dependsOn: [ci:host-9]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._idle import idle
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "spec.lifecycle", "metadata.waivers")


class Options(Part):
    """Whom not to tell of."""

    ignore: Many[str] = ()
    """CI types whose items may stand alone, such as laptop."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Live items without any relationship."""
    for name, items in idle(landscape, standing=False).items():
        if name not in options.ignore:
            hint = f"write who needs it, retire it, or name {name} in the option ignore"
            words = ("needs nothing, and nothing needs it", "need nothing, and nothing needs them")
            yield from gaps(items, ("metadata", "name"), words, hint)
