"""Names of one kind differ in more than hyphens, dots and leading zeros.

`db-1`, `db_1` and `db-01` are three names for the program and one for people; sooner or later somebody takes down the
wrong one.

ISO/IEC 20000-1 8.2.6: configuration items are uniquely identified.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: desk}
spec: {type: database}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db_01, owner: desk}
spec: {type: database}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-1, owner: desk}
spec: {type: database}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-2, owner: desk}
spec: {type: database}
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("names",)

_PARTS = re.compile("[a-z]+|[0-9]+")
_LEFT_OUT = str.maketrans("", "", "-_.0")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Names made of the same letters and numbers as one before them."""
    for entities in landscape.by_kind.values():
        shapes = [entity.ref.name.translate(_LEFT_OUT) for entity in entities]
        times = Counter(shapes)
        alike = (entity for entity, shape in zip(entities, shapes, strict=True) if times[shape] > 1)
        first: dict[tuple[str, ...], Entity] = {}
        for entity in alike if len(times) < len(entities) else ():
            other = first.setdefault((entity.ref.namespace, *_parts(entity.ref.name)), entity)
            if other is not entity:
                words = f"{entity.ref} is easily taken for {other.ref}"
                related = ((other, ("metadata", "name"), "the other one"),)
                hint = "rename one, with its old name under formerly"
                yield Complaint(entity, ("metadata", "name"), words, hint, related=related)


def _parts(name: str) -> tuple[str, ...]:
    """What people read in a name: `web-01` is web and 1."""
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in _PARTS.findall(name))
