"""No text carries characters that reorder or hide what people read.

Bidirectional controls make a line show something else than it says (the "Trojan Source" attack), zero-width
characters make two texts look alike that aren't. They are shown as codes on every screen and page; here they are told.

CVE-2021-42574. ISO/IEC 20000-1 8.7.3: information security.

Wrong:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, title: "Desk \\u202e(nimda)"}
```

Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: desk, title: Desk (admin)}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Severity
from itsm_as_code.validators._looks import ITSELF
from itsm_as_code.validators._rule import Complaint

SEVERITY = Severity.WARNING
CLAUSE = "8.7.3"
LOOKS_AT = ITSELF


# Joiners (U+200C, U+200D) are left alone: some languages, and emoji, need them.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SUSPECT = re.compile(
    rb"\xc2[\x80-\x9f]|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xa9]|\xef\xbb\xbf|\\[xuUeabfvNLP0]", re.ASCII
)


def check(landscape: Landscape) -> Iterator[Complaint]:
    """Texts with such characters; files without a trace of one aren't looked into."""
    suspects = {file.path for file in landscape.catalog.files if _SUSPECT.search(file.data, 1)}
    for entity in landscape.entities.values():
        if entity.file.path in suspects:
            for path, text in _texts(entity.written(), ()):
                found = sorted({f"U+{ord(char):04X}" for char in _HIDDEN.findall(text)})
                if found:
                    words = f"this text carries what people can't see: {', '.join(found)}"
                    yield Complaint(entity, path, words, "remove the character, unless the language needs it")


def _texts(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _texts(item, (*path, key))
