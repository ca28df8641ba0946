"""A waiver takes back a finding that is really there, of a rule that exists, before its last day.

A waiver that waives nothing hides the next mistake of its kind; one that has ended has to be renewed, or its finding
mended.

ISO/IEC 20000-1 10.1: nonconformities are corrected, and exceptions are reviewed.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata:
  name: desk
  waivers: [{rule: owner-exists, reason: being founded, until: 2099-12-31}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code import registry
from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import nearest, surely
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._own_rules import written_rules
from itsm_as_code.validators._rule import OF_BRANCHES, Complaint, Used

SEVERITY = Severity.WARNING
CLAUSE = "10.1"
LOOKS_AT = ITSELF


def check(landscape: Landscape, today: date | None, used: Used) -> Iterator[Complaint]:
    """Waivers that took nothing back, ended, or name no rule."""
    known = (*registry.names("validators"), *written_rules(landscape))
    for ref, entity in landscape.entities.items():
        for number, waiver in enumerate(entity.model.metadata.waivers if entity.says("metadata.waivers") else ()):
            path = ("metadata", "waivers", number)
            if waiver.rule not in known and waiver.rule in registry.names(OF_BRANCHES):
                continue  # itsm plan asks those
            if waiver.rule not in known:
                near = nearest(waiver.rule, known)
                hint = f"did you mean {near[0]}?" if near else "itsm explain lists the rules"
                words = f"there is no rule {waiver.rule} to waive"
                yield Complaint(entity, (*path, "rule"), words, hint, fix=surely(waiver.rule, known) or None)
            elif today is not None and waiver.until < today:
                words = f"the waiver of {waiver.rule} ended on {waiver.until}"
                yield Complaint(entity, (*path, "until"), words, "mend the finding, or renew the waiver with a reason")
            elif (ref, waiver.rule) not in used:
                yield Complaint(
                    entity, path, f"nothing is found here that {waiver.rule} would tell", "remove the waiver"
                )
