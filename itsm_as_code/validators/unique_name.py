"""No two entities of a kind and namespace have one name, and no alias is somebody else's name.

Which of the two would win would depend on the order of files; so neither silently does. The first one, by
path, stands in the graph until the other is renamed.

ISO/IEC 20000-1 8.2.6: configuration items are uniquely identified.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging, title: Another}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: another}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.2.6"
LOOKS_AT = ("names",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Every entity but the first of a name, and every alias that is taken."""
    first: dict[Ref, Entity] = dict(landscape.shipped)
    for entity in landscape.catalog.entities:
        other = first.setdefault(entity.ref, entity)
        if other is not entity and not entity.shipped:
            yield _taken(entity, ("metadata", "name"), entity.ref, other)
    yield from _aliases(landscape)


def _aliases(landscape: Landscape) -> Iterator[Complaint]:
    holders: dict[Ref, Entity] = {**landscape.shipped, **landscape.entities}
    for entity in landscape.entities.values():
        for number, alias in enumerate(entity.facts.aliases):
            name = entity.ref._replace(name=alias)
            other = holders.setdefault(name, entity)
            if other is not entity:
                yield _taken(entity, ("metadata", "aliases", number), name, other)


def _taken(entity: Entity, path: tuple[str | int, ...], name: Ref, other: Entity) -> Complaint:
    if other.shipped:
        return Complaint(entity, path, f"{name} ships with itsm", "give yours another name, and extend the shipped one")
    words = f"{name} is defined twice"
    return Complaint(
        entity, path, words, "rename one of the two", related=((other, ("metadata", "name"), "first here"),)
    )
