"""An alias is another name than its own.

An alias that is the entity's own name, or stands there twice, leads nowhere that the name doesn't lead. Usually a
letter is missing.

ISO/IEC 20000-1 7.5: documented information is identified consistently.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, aliases: [desk]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, aliases: [help-desk]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "7.5"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Aliases, and former names, that are the present name or stand there already."""
    for entity in landscape.entities.values():
        if entity.says("metadata.aliases") or entity.says("metadata.formerly"):
            metadata = entity.model.metadata
            yield from _repeated(entity, "aliases", metadata.aliases)
            yield from _repeated(entity, "formerly", metadata.formerly)


def _repeated(entity: Entity, field: str, names: tuple[str, ...]) -> Iterator[Complaint]:
    seen = {entity.ref.name}
    for number, name in enumerate(names):
        if name in seen:
            own = name == entity.ref.name
            words = f"{name} is the name of {entity.ref} anyway" if own else f"{name} stands here twice"
            yield Complaint(entity, ("metadata", field, number), words, "remove it, or write the name that was meant")
        seen.add(name)
