"""A link leads somewhere.

Pages make links of `http`, `https` and `mailto` only; anything else is shown as text, because it could do something
else than lead somewhere. Paths and names of machines need an address.

ISO/IEC 20000-1 7.5: documented information is available where it is needed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, links: [{title: Runbook, url: "wiki/runbooks/desk"}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, links: [{title: Runbook, url: "https://wiki.example.com/runbooks/desk"}]}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "7.5"
LOOKS_AT = ITSELF

_ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@)\S*", re.IGNORECASE)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Links that pages don't make links of."""
    for entity in landscape.entities.values():
        for number, link in enumerate(entity.facts.links):
            if not _ADDRESS.fullmatch(link):
                words = f'"{link}" can\'t be followed'
                hint = "write an address that begins with https://, http:// or mailto:"
                yield Complaint(entity, ("metadata", "links", number, "url"), words, hint)
