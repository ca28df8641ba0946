"""A critical service says where to read on.

In an outage the runbook is looked for first. Any link counts: whether it leads to the right page, a program can't know.
More than ten are told in one finding.

ISO/IEC 20000-1 8.5.2: a service that goes live has its operating documentation.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk}
spec: {criticality: critical}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, owner: desk, links: [{title: Runbook, url: "https://wiki.example.com/runbooks/email"}]}
spec: {criticality: critical}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Criticality, Many, Part
from itsm_as_code.validators._entities import live
from itsm_as_code.validators._gaps import gaps
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.INFO
CLAUSE = "8.5.2"
LOOKS_AT = ("service:metadata.links", "spec.criticality", "spec.lifecycle", "metadata.waivers")


class Options(Part):
    """Which services need one."""

    criticality: Many[Criticality] = ("critical",)
    """How critical a service is for that."""


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Live critical services without a link."""
    unlinked = (entity for entity in live(landscape, "service") if not entity.says("metadata.links"))
    lacking = (entity for entity in unlinked if entity.facts.criticality in options.criticality)
    levels = " or ".join(options.criticality)
    words = (f"is {levels} and links to no runbook", f"are {levels} and link to no runbook")
    return gaps(lacking, ("metadata",), words, "add links: [{title: Runbook, url: …}]")
