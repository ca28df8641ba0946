"""Names of one kind are written in one way.

Where nearly all names of a kind put hyphens between their words, one with an underscore is looked for under the wrong
spelling. Told where one way is the rule: at least ten names, and nine of ten of them.

ISO/IEC 20000-1 7.5: documented information is identified consistently.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-1}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-2}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-3}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-4}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-5}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-6}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-7}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-8}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-9}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team_10}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-1}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-2}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: team-10}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Part, Percent, Percentage
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "7.5"
LOOKS_AT = ("names",)


class Options(Part):
    """When a way of writing is the rule."""

    least: int = 10
    """In so many names at least."""
    share: Percentage = Percent(Decimal(90))
    """In such a share of them."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Names with the other separator than the usual one."""
    for entities in landscape.by_kind.values():
        hyphens = [entity for entity in entities if "-" in entity.ref.name]
        underscores = [entity for entity in entities if "_" in entity.ref.name]
        usual, odd, sign = hyphens, underscores, "-"
        if len(hyphens) < len(underscores):
            usual, odd, sign = underscores, hyphens, "_"
        total = len(usual) + len(odd)
        if not odd or total < options.least or len(usual) < options.share.fraction * total:
            continue
        for entity in odd:
            word = re.sub("[-_]", sign, entity.ref.name)
            words = f"{entity.ref} is written otherwise than {len(usual)} of {total} names of its kind"
            hint = f"rename it {word}, with its old name under formerly"
            yield Complaint(entity, ("metadata", "name"), words, hint)
