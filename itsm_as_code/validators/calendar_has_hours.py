"""A calendar opens at some time of the week.

In a calendar without hours no time ever passes: what is promised in it can't be broken, and who works in it is never
there.

ISO/IEC 20000-1 8.3.3: service level targets can be measured.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec: {timezone: Europe/Berlin, holidays: {country: DE}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Calendar
metadata: {name: office}
spec: {timezone: Europe/Berlin, hours: {mon-fri: ["09:00-17:00"]}, holidays: {country: DE}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.3.3"
LOOKS_AT = ITSELF


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Calendars without a single stretch of hours."""
    for ref, entity in landscape.entities.items():
        if ref.kind == "calendar" and not entity.model.spec.hours:
            hint = 'add hours:, such as {mon-fri: ["09:00-17:00"]}; round the clock is calendar:24x7'
            yield Complaint(entity, ("spec", "hours"), f"{ref} never opens", hint)
