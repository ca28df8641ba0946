"""A level of risk that a template or an approval rule names is one of the policy's.

No change ever reaches a level that isn't there: the rule asks nobody, and the template has no limit.

ISO/IEC 20000-1 8.5.1: changes are assessed, and approved by what the assessment says.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: board}
---
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
spec:
  levels: [{name: low, from: 0}, {name: high, from: 50}]
  approvals: [{name: the risk is high, risk: hihg, parties: [team:board]}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: board}
---
apiVersion: itsm/v1
kind: ChangePolicy
metadata: {name: house}
spec:
  levels: [{name: low, from: 0}, {name: high, from: 50}]
  approvals: [{name: the risk is high, risk: high, parties: [team:board]}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity, nearest, surely
from itsm_as_code.validators._changes import policy_in
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ("changetemplate:*", "changepolicy:*")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Names of levels that the policy doesn't have."""
    holding = policy_in(landscape)
    for entity, path, name, policy in _named(landscape, holding):
        known = [level.name for level in policy.model.spec.levels]
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
            fix = surely(name, known) or None
            yield Complaint(entity, path, f"{policy.ref} has no level {name!r}", hint, fix=fix)


def _named(landscape: Landscape, holding: Entity) -> Iterator[tuple[Entity, FieldPath, str, Entity]]:
    """Every level that is named: by whom, where, and of which policy."""
    for template in of(landscape, "changetemplate"):
        if template.model.spec.highest_risk is not None:
            yield template, ("spec", "highestRisk"), template.model.spec.highest_risk, holding
    for policy in of(landscape, "changepolicy"):
        for number, rule in enumerate(policy.model.spec.approvals):
            if rule.risk is not None:
                yield policy, ("spec", "approvals", number, "risk"), rule.risk, policy
