"""The scope of a freeze, a maintenance window or a template selects something.

A name that was mistyped, or that was renamed since, leaves a hole that nobody sees: the freeze is there, and what it
was meant for isn't frozen. A freeze whose periods are all over is left alone. Scopes of changes are compared with what
their branch does (`unreached-scope`).

ISO/IEC 20000-1 8.5.1: the scope of a change is part of its record.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["service:payrol"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: payroll, owner: desk}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  scope: ["service:payroll"]
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, select
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._changes import NAMED, chosen, fault, selectors
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.5.1"
LOOKS_AT = ("change:*", "changepolicy:*", "changetemplate:*", "freeze:*", "maintenancewindow:*")


def check(landscape: Landscape, today: date | None) -> Iterator[Complaint]:
    """Selectors that can be read and pick nothing."""
    for entity, path, text in selectors(landscape):
        if entity.ref.kind in ("change", "changepolicy") or NAMED in text or _over(entity, today):
            continue
        if text.strip() and fault(landscape, text) is None and not chosen(landscape, [text]):
            yield Complaint(entity, path, f"{text!r} selects nothing", _meant(landscape, text))


def _over(entity: Entity, today: date | None) -> bool:
    """Whether all its times have passed."""
    spec = entity.model.spec
    if today is None or entity.ref.kind == "changetemplate" or spec.calendar is not None or not spec.periods:
        return False
    return all(one.end.date() < today for one in spec.periods)


def _meant(landscape: Landscape, text: str) -> str:
    """What was probably meant, as `itsm ls` would say."""
    try:
        select(landscape, text)
    except WrongUse as error:
        return error.hint
    return ""
