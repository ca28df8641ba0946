"""What is in production doesn't depend on what isn't.

Tests restart, empty and rebuild what they run on, at any hour and without a change request. Judged where both sides say
their `environment`, by the names in the option `production`.

ISO/IEC 20000-1 8.2.6: relationships between configuration items are known and controlled.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-t, owner: desk}
spec: {type: database, environment: test}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: app, owner: desk}
spec: {type: application, environment: production, dependsOn: [ci:db-t]}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: db-p, owner: desk}
spec: {type: database, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: app, owner: desk}
spec: {type: application, environment: production, dependsOn: [ci:db-p]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"
LOOKS_AT = ("references", "ci:spec.environment", "spec.lifecycle")


class Options(Part):
    """Which environments are production."""

    production: Many[str] = ("production", "prod", "live")
    """What `environment` says for production, in lower case."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Dependencies that lead out of production."""
    said = [(entity, entity.facts.says.get("spec.environment")) for entity in of(landscape, "ci")]
    apart = [entity for entity, name in said if name and name.lower() not in options.production]
    for other in apart:
        for number in landscape.dependencies_on.get(other.ref, ()):
            one = landscape.dependencies[number]
            if _in_production(landscape.entities.get(one.source), options):
                name = other.facts.says.get("spec.environment")
                words = f"{one.source} is in production and needs {other.ref}, which is in {name}"
                related = ((other, ("spec", "environment"), f"{name} here"),)
                hint = "name one of production in its place"
                yield Complaint(landscape.entities[one.written_in], one.path, words, hint, related=related)


def _in_production(entity: Entity | None, options: Options) -> bool:
    """Whether it says that it is, and is live."""
    if entity is None or entity.ref.kind != "ci" or entity.facts.lifecycle != "live":
        return False
    return str(entity.facts.says.get("spec.environment") or "").lower() in options.production
