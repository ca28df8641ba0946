"""An environment is written in one way.

`production` and `Production` are two environments to every selector and report, and to the rule that keeps tests out of
production.

ISO/IEC 20000-1 7.5: documented information is identified consistently.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk}
spec: {type: server, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-2, owner: desk}
spec: {type: server, environment: Production}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-1, owner: desk}
spec: {type: server, environment: production}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: web-2, owner: desk}
spec: {type: server, environment: production}
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._spelling import oddly_spelt, spelt

SEVERITY = Severity.WARNING
CLAUSE = "7.5"
LOOKS_AT = ("ci:spec.environment",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Environments that differ from another one in case, spaces or hyphens only."""
    said = Counter(entity.facts.says.get("spec.environment") for entity in of(landscape, "ci"))
    usual = oddly_spelt(Counter({("environment", name): times for name, times in said.items() if name}))
    for entity in of(landscape, "ci") if usual else ():
        written = entity.facts.says.get("spec.environment")
        word = usual.get(("environment", written)) if written else None
        if word is not None:
            words = f'the environment "{written}" is usually written "{word}"'
            yield Complaint(entity, ("spec", "environment"), words, f"write {word}", fix=spelt(word))
