"""A rule of one's own can be read, has a name of its own, and gives an answer for whatever it is about.

An expression that names what isn't there, or that fails for some entities, would guard nothing in silence. So what is
wrong with a rule is an error, however mild the rule itself is.

ISO/IEC 20000-1 10.2: what is meant to improve a service is itself evaluated.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Rule
metadata: {name: teams-have-mail}
spec:
  select: kind:team
  expression: has(self.spec.email) && itself.spec.email != ""
```

Right:
```yaml
apiVersion: itsm/v1
kind: Rule
metadata: {name: teams-have-mail}
spec:
  select: kind:team
  expression: has(self.spec.email) && self.spec.email != ""
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._own_rules import judgement, taken, written_rules
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "10.2"
LOOKS_AT = ("rule:*",)


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Rules whose name is taken, and what is wrong with expressions, messages and selectors."""
    for name, entity in written_rules(landscape).items():
        if taken(name):
            words = f"the name {name} belongs to a rule of the program"
            yield Complaint(entity, ("metadata", "name"), words, f"choose another; {name} is set in itsm.yaml")
        else:
            yield from judgement(landscape, name, today).faults
