"""An e-mail address is one.

An address without an `@` and a domain reaches nobody; most often something else was meant for another field, such as a
channel.

ISO/IEC 20000-1 5.3: responsibilities and authorities are assigned and communicated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {email: "#messaging"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
spec: {chat: "#messaging"}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._parties import PARTIES
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "5.3"
LOOKS_AT = ITSELF

_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Addresses that no mail can be sent to."""
    for entity in of(landscape, *PARTIES):
        address = entity.model.spec.email
        if address is not None and not _ADDRESS.fullmatch(address):
            words = f'"{address}" is no e-mail address'
            hint = "write one such as help@example.com, or use chat:, phone: or onCall:"
            yield Complaint(entity, ("spec", "email"), words, hint)
