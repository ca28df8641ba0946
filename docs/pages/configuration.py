"""The page of itsm.yaml: every key, what it takes, and the options of every rule that has some."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.reading import Configuration
from itsm_as_code.validators import OF_BRANCHES, Rule, rules
from pages.kinds import sections

HEAD = """# itsm.yaml

The settings of a repository, at its root; all of them can be left out, and an empty file marks a root as well. A key or
a rule that doesn't exist is a finding, and `itsm validate --fix` mends what is only mistyped.

```yaml
title: {en: Service catalogue, zh: 服务目录}
ignore: [charts/**, .gitlab-ci.yml]
rules:
  plausible-target: error            # info, warning, error, or off
  agreement-ends-soon: {lead: 60d}   # options of the rule; its severity stays
selectors:
  edge: 'kind:ci,label:zone=edge'
overrides:
  - select: path:legacy/**
    rules: {owner-exists: warning}
  - select: selector:edge
    rules: {plausible-target: off}
```

What is said of a rule is looked for in this order, for severity and options each by itself:

1. the last of `overrides` whose `select` picks the entity and that speaks of the rule,
2. `rules`,
3. the rule itself.

A waiver on the entity (`metadata.waivers`) comes after all that: it takes a finding back, whatever its severity, with a
reason and until a day. The rules of [reading](rules/README.md) can't be set: what can't be read can't be judged.
"""


def page() -> str:
    """The whole page."""
    options = [text for rule in (*rules(), *rules(OF_BRANCHES)) for text in _options(rule)]
    parts = [HEAD, *sections("itsm.yaml", Configuration), "## Options of rules\n", *options]
    text = "\n".join(parts).replace("| `options` | mapping to any value |", "| any other | what the rule takes |")
    return text.replace("\n\n\n", "\n\n").rstrip() + "\n"


def _options(rule: Rule) -> Iterator[str]:
    if rule.options.model_fields:
        title = f"[{rule.name}](rules/{rule.name}.md)"
        yield "\n".join(sections(title, rule.options)).replace("## ", "### ", 1)
