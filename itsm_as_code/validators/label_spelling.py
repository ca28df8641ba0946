"""A label is written in one way.

Selectors take labels at their word: `label:env=prod` doesn't find `Prod`, and `label:tier=1`, a number, is not `tier:
"1"`, a text. The usual spelling is the most frequent one; of two as frequent ones, the first in the alphabet.

ISO/IEC 20000-1 7.5: documented information is identified consistently.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, labels: {site: hangzhou}}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: network, labels: {site: Hangzhou}}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, labels: {site: hangzhou}}
---
apiVersion: itsm/v1
kind: Team
metadata: {name: network, labels: {site: hangzhou}}
```
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Severity
from itsm_as_code.schemas import Scalar
from itsm_as_code.validators._rule import Complaint
from itsm_as_code.validators._spelling import oddly_spelt

SEVERITY = Severity.WARNING
CLAUSE = "7.5"
LOOKS_AT = ("metadata.labels",)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Keys and values that differ from others in case, separators or type only."""
    labelled = [entity for entity in landscape.entities.values() if entity.facts.labels]
    pairs = Counter(chain.from_iterable(entity.facts.labels.items() for entity in labelled))
    keys, values = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (key, value), times in pairs.items():
        keys["", key] += times
        values[key, _word(value)] += times
    odd_keys, odd_values = oddly_spelt(keys), oddly_spelt(values)
    for entity in labelled if odd_keys or odd_values else ():
        for key, value in entity.facts.labels.items():
            path = ("metadata", "labels", key)
            if ("", key) in odd_keys:
                usual = odd_keys["", key]
                words = f'the label "{key}" is usually written "{usual}"'
                yield Complaint(entity, path, words, f"write {usual}", at_key=True)
            if (key, _word(value)) in odd_values:
                usual = odd_values[key, _word(value)]
                words = f"the label {key} is usually {usual}, not {_word(value)}"
                yield Complaint(entity, path, words, f"write {usual}", fix=usual)


def _word(value: Scalar) -> str:
    """A value as YAML has it, so that a text of digits isn't a number."""
    return json.dumps(value, ensure_ascii=False)
