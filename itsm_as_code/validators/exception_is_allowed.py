"""An exception from a freeze says who allows it and why, and that is not who asks for the change.

A freeze that anybody can leave by a line of their own freezes nobody. Without an approver and a reason the exception
doesn't count in a plan.

ISO/IEC 20000-1 8.5.1: who asks for a change and who approves it are told apart.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: han-lei}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {purpose: A larger disk., requester: han-lei}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
  exceptions: [{change: chg-7, approvedBy: han-lei, reason: The disk is full by Christmas.}]
```

Right:
```yaml
apiVersion: itsm/v1
kind: Person
metadata: {name: han-lei}
---
apiVersion: itsm/v1
kind: Person
metadata: {name: lin-yue}
---
apiVersion: itsm/v1
kind: Change
metadata: {name: chg-7}
spec: {purpose: A larger disk., requester: han-lei}
---
apiVersion: itsm/v1
kind: Freeze
metadata: {name: year-end}
spec:
  periods: [{start: "2026-12-20T00:00+08:00", end: "2027-01-06T00:00+08:00"}]
  exceptions: [{change: chg-7, approvedBy: lin-yue, reason: The disk is full by Christmas.}]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import leads_to, of
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.ERROR
CLAUSE = "8.5.1"
LOOKS_AT = ("freeze:*", "references")


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Exceptions without an approver or a reason, and those that people allow themselves."""
    for freeze in of(landscape, "freeze"):
        for number, one in enumerate(freeze.model.spec.exceptions):
            path: FieldPath = ("spec", "exceptions", number)
            if one.approved_by is None:
                words = f"nobody allows {one.change.name} to leave {freeze.ref}"
                yield Complaint(freeze, path, words, "add approvedBy: and the name of a person")
            if one.reason is None:
                words = f"nobody says why {one.change.name} may leave {freeze.ref}"
                yield Complaint(freeze, path, words, "add reason: and why it can't wait")
            yield from _own(landscape, freeze, path)


def _own(landscape: Landscape, freeze: Entity, path: FieldPath) -> Iterator[Complaint]:
    links = {link.path[-1]: link for link in landscape.links_from.get(freeze.ref, ()) if link.path[:3] == path}
    change, approver = links.get("change"), links.get("approvedBy")
    asked = leads_to(landscape, change.target, "requester") if change is not None else None
    if asked is not None and approver is not None and asked.ref == approver.target:
        words = f"{asked.ref} asks for {links['change'].target} and allows it"
        yield Complaint(freeze, (*path, "approvedBy"), words, "have somebody else allow it")
