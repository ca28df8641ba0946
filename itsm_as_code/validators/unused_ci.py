"""Every live configuration item is there for something.

An item that depends on others while nothing depends on it is paid for, patched and watched for nobody. Or somebody
forgot to write who needs it, and then impact is blind. A part of something, and what an agreement covers, is there for
that. More than ten are told in one finding.

ISO/IEC 20000-1 8.2.5: assets used to deliver services are managed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-3, owner: desk}
spec: {type: virtual-machine, dependsOn: [ci:host-1]}
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
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: mbx-3, owner: desk}
spec: {type: virtual-machine, dependsOn: [ci:host-1]}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {dependsOn: [ci:mbx-3]}
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
CLAUSE = "8.2.5"
LOOKS_AT = ("references", "spec.lifecycle", "metadata.waivers")


class Options(Part):
    """Whom not to tell of."""

    ignore: Many[str] = ()
    """CI types whose items nothing needs, such as laptop."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Live items that need something, while nothing needs or names them."""
    for name, items in idle(landscape, standing=True).items():
        if name not in options.ignore:
            hint = f"write who needs it, retire it, or name {name} in the option ignore"
            yield from gaps(items, ("metadata", "name"), ("is needed by nothing", "are needed by nothing"), hint)
