"""What something stands in is a place.

`location` says where a thing stands. A machine it runs on is a dependency, `as: runs-on`: impact comes out the same,
but pictures, lists of places and exports don't. Types that are no places are named in the option; any other type may
be one, such as a rack or a chassis.

ISO/IEC 20000-1 8.2.6: configuration information describes each item.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: vm-1, owner: desk}
spec: {type: virtual-machine, location: ci:host-1}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: host-1, owner: desk}
spec: {type: server}
---
apiVersion: itsm/v1
kind: CI
metadata: {name: vm-1, owner: desk}
spec: {type: virtual-machine, dependsOn: [{ref: ci:host-1, as: runs-on}]}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._types import of_type

SEVERITY = Severity.INFO
CLAUSE = "8.2.6"
LOOKS_AT = ("references",)


class Options(Part):
    """What doesn't count as a place."""

    machines: Many[str] = ("server", "virtual-machine", "container", "cluster", "database", "application", "saas")
    """CI types that are no places; what extends them is none either."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Locations that are of such a type."""
    links = [link for link in landscape.links if link.relation == "location"]
    machines = {entity.ref for entity in of_type(landscape, *options.machines)} if links else set()
    for link in links:
        if link.target in machines:
            entity, other = landscape.entities[link.source], landscape.entities[link.target]
            name = other.model.spec.type.name
            related = ((other, ("spec", "type"), f"its type is {name}"),)
            words = f"{link.source} stands in {link.target}, which is no place but a {name}"
            hint = f"write dependsOn: [{{ref: {link.target}, as: runs-on}}], or name the place"
            yield Complaint(entity, link.path, words, hint, related=related)
