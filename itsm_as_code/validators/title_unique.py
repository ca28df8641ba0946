"""Two of a kind don't share a title.

Lists, pictures and messages show titles. Of two services of one title nobody can say which is meant.

ISO/IEC 20000-1 8.2.6: configuration items are uniquely identified.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: E-mail, owner: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: mail-relay, title: E-mail, owner: desk}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: email, title: E-mail, owner: desk}
---
apiVersion: itsm/v1
kind: Service
metadata: {name: mail-relay, title: Mail relay, owner: desk}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Many, Part
from itsm_as_code.validators._entities import of
from itsm_as_code.validators._looks import Looks
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.2.6"


class Options(Part):
    """Where it matters."""

    kinds: Many[str] = ("service", "team", "customer", "supplier")
    """The kinds whose titles are told apart, in lower case."""


def LOOKS_AT(options: Options) -> Looks:  # noqa: N802 - a word of every rule
    """Titles of these kinds alone."""
    return ("spec.lifecycle", *(f"{kind}:metadata.title" for kind in options.kinds))


def check(landscape: Landscape, options: Options) -> Iterator[Complaint]:
    """Titles that another entity of the kind and namespace has, in some language."""
    for kind in options.kinds:
        first: dict[tuple[str, str], Entity] = {}
        for entity in of(landscape, kind):
            title = entity.model.metadata.title
            if title is None or getattr(entity.model.spec, "lifecycle", "live") == "retired":
                continue
            texts = sorted({(entity.ref.namespace, text.casefold()) for _, text in title.texts})
            other = next((first[text] for text in texts if text in first), None)
            if other is not None:
                words = f"{entity.ref} has the title of {other.ref}"
                related = ((other, ("metadata", "title"), "first here"),)
                hint = "say in the title what makes them two"
                yield Complaint(entity, ("metadata", "title"), words, hint, related=related)
            for text in texts:
                first.setdefault(text, entity)
