"""A group names each of its members once.

A member counts once, by whatever name it is called: a group of a host and its alias has one member, not two, and no
spare.

ISO/IEC 20000-1 8.2.6: configuration information is accurate.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk, aliases: [front]}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{anyOf: [ci:web-1, ci:front]}]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk, aliases: [front]}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-2, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: shop, owner: desk}
spec: {dependsOn: [{anyOf: [ci:web-1, ci:web-2]}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.validators._groups import groups
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Members that are in their group already."""
    for one in groups(landscape):
        if one.named > len(one.members):
            yield from _repeated(landscape, one)


def _repeated(landscape: Landscape, one: Dependency) -> Iterator[Complaint]:
    entity, first = landscape.entities[one.written_in], dict[Ref, FieldPath]()
    for link in landscape.links_from[one.written_in]:
        if link.path[: len(one.path)] != one.path:
            continue
        path = first.setdefault(link.target, link.path)
        if path != link.path:
            related = ((entity, path, "first here"),)
            words = f"{link.target} is in this group already"
            yield Complaint(entity, link.path, words, "remove it, or name another", related=related)
