"""What the gates can find, by code: the manual pages of everything that isn't a rule over the landscape."""

from __future__ import annotations

CODES: dict[str, str] = {
    "unreadable-file": """A file can't be read: no permission, a link that leads outside, a device, a Git LFS pointer.

Nothing outside the root is ever read, so a link that leaves it is a finding and not a file.""",
    "encoding": """A file is not UTF-8.

YAML is read as UTF-8 on every system, whatever its locale. A byte order mark is fine.""",
    "yaml-syntax": """A file is not YAML.

The place is where the parser stopped; the mistake is there or on the line before.

Wrong:
```yaml
title: Mail: corporate
```
Right:
```yaml
title: "Mail: corporate"
```""",
    "yaml-duplicate-key": """A key stands twice in one mapping.

Most readers keep the last one in silence, and half of what was written is gone.

Wrong:
```yaml
labels: {tier: gold, tier: silver}
```
Right:
```yaml
labels: {tier: gold}
```""",
    "yaml-tag": """A tag such as !include or !vault has no meaning here.

Only the tags of YAML's core schema are read; nothing is included, decrypted or executed.

Wrong:
```yaml
title: !upper mail
```
Right:
```yaml
title: MAIL
```""",
    "yaml-alias": """An alias names nothing, names itself, or copies too much.

Aliases are welcome, but a few lines of them must not grow into gigabytes.""",
    "yaml-merge": """A merge key (<<) merges something that isn't a mapping.

Wrong:
```yaml
labels: {<<: gold}
```
Right:
```yaml
labels: {<<: {tier: gold}}
```""",
    "yaml-key": """A key is not a text.

`1`, `true`, `null`, lists and mappings are no keys; `no` and `on` are texts in YAML 1.2 and fine.

Wrong:
```yaml
labels: {1: first}
```
Right:
```yaml
labels: {"1": first}
```""",
    "yaml-number": """A number is infinite, not a number, or has more than 300 digits.""",
    "yaml-depth": """A file is nested more than 64 levels deep.""",
    "not-an-entity": """A document is not a mapping with apiVersion, kind, metadata and spec.

Wrong:
```yaml
- kind: Team
```
Right:
```yaml
apiVersion: itsm/v1
kind: Team
metadata: {name: messaging}
```""",
    "api-version": """The document's apiVersion is not the one this program reads: itsm/v1.""",
    "unknown-kind": """The document's kind doesn't exist.

`itsm schema` lists the kinds.

Wrong:
```yaml
kind: Sevice
```
Right:
```yaml
kind: Service
```""",
    "unknown-field": """A key is not one that this place knows.

Unknown keys are errors, because a mistyped key would otherwise be a promise nobody reads. Anything of
your own goes under metadata.annotations, with a key that begins with x-.

Wrong:
```yaml
metadata: {name: email, ownr: messaging}
```
Right:
```yaml
metadata: {name: email, owner: messaging}
```""",
    "missing-field": """A required key is missing.

Wrong:
```yaml
kind: CI
metadata: {name: mbx-1}
spec: {}
```
Right:
```yaml
kind: CI
metadata: {name: mbx-1}
spec: {type: server}
```""",
    "wrong-value": """A value is not of the shape its field takes.

Quantities carry their unit, dates are year-month-day, names are lower case.

Wrong:
```yaml
target: 0.999
```
Right:
```yaml
target: 99.9%
```""",
    "invalid-attribute": """A CI's attributes don't fit the JSON Schema of its type.

Formats (date, ipv4, uri, …) are asserted.

Wrong:
```yaml
spec: {type: virtual-machine, attributes: {cpu: four}}
```
Right:
```yaml
spec: {type: virtual-machine, attributes: {cpu: 4}}
```""",
    "invalid-schema": """A JSON Schema written by the organisation is not one that can be used.

CIType attributes and request forms are JSON Schema 2020-12. References stay inside the schema (`#/$defs/…`):
nothing is ever fetched. Types extend one another as a tree.""",
}
