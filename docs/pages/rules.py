"""A page for each rule, each code of the gates and each importer's notes, and their index."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code import registry
from itsm_as_code.reading import CODES
from itsm_as_code.schemas import descriptions
from itsm_as_code.validators import OF_BRANCHES, Rule, rules

FAMILIES = {
    "Agreements: what is promised, and what carries it": ("8.3.3", "8.6.1"),
    "Suppliers": ("8.3.4",),
    "The catalogue and what can be asked for": ("8.2.2", "8.2.3", "8.2.4", "8.6.2"),
    "Ownership: who answers, and who can be reached": ("5.3", "7.2", "8.3.2"),
    "Configuration: structure, relationships, states": ("8.2.6",),
    "Assets: what ends, and what isn't needed": ("8.2.5",),
    "Availability and continuity": ("8.7.1", "8.7.2"),
    "Security": ("8.7.3",),
    "Words, names and labels": ("7.5",),
    "Everything else": (),
}
"""Each with the clauses its rules serve; the last takes what is left."""

INDEX = """# Rules

What `itsm validate` can find. **Rules** look at the whole landscape; **codes** are what reading a file can find before
there is a landscape. `itsm explain NAME` shows the same page on a terminal.

`itsm.yaml` gives a rule another severity or turns it off: `rules: {{plausible-target: error, dependency-cycle: off}}`.
One entity is excused for a time, with a reason, under `metadata.waivers`. Codes can be neither weighed nor waived: what
can't be read can't be judged.

## Rules

{count} rules, by what they are about. The clauses are those of ISO/IEC 20000-1:2018.

{families}

## Rules about a branch

What only both sides of a change show. `itsm plan` asks them, `itsm validate` can't; they are weighed and waived like
all others.

| rule | severity | clause | what must hold |
|---|---|---|---|
{branches}

## Codes

| code | what was found |
|---|---|
{codes}

## Imports

What `itsm import` tells has the name of the importer; its page says how the other tool's data are mapped.

| name | what becomes what |
|---|---|
{imports}
"""


def pages() -> Iterator[tuple[str, str]]:
    """File names below `rules/`, each with its text."""
    yield "README.md", _index()
    for rule in (*rules(), *rules(OF_BRANCHES)):
        yield f"{rule.name}.md", _rule_page(rule)
    for code, page in CODES.items():
        yield f"{code}.md", _code_page(code, page)
    for name, page in _importers():
        facts = (
            "Told by `itsm import`: as a note where something was assumed or left out on purpose, as a warning where "
            "it may be missed, as an error where something couldn't be taken"
        )
        yield f"{name}.md", _page(name, facts, page, "")


def _importers() -> Iterator[tuple[str, str]]:
    for name in registry.names("importers"):
        yield f"import-{name}", registry.member("importers", name).__doc__ or ""


def _index() -> str:
    families = "\n\n".join(_family(title, clauses) for title, clauses in FAMILIES.items())
    codes = "\n".join(f"| [{code}]({code}.md) | {_title(CODES[code])} |" for code in sorted(CODES))
    branches = "\n".join(map(_row, rules(OF_BRANCHES)))
    imports = "\n".join(f"| [{name}]({name}.md) | {_title(page)} |" for name, page in _importers())
    return INDEX.format(count=len(rules()), families=families, branches=branches, codes=codes, imports=imports)


def _family(title: str, clauses: tuple[str, ...]) -> str:
    """The rules that serve some clauses; those that serve none of any family are under the last one."""
    placed = {clause for family in FAMILIES.values() for clause in family}
    rows = "\n".join(
        _row(rule) for rule in rules() if rule.clause in clauses or (not clauses and rule.clause not in placed)
    )
    return f"### {title}\n\n| rule | severity | clause | what must hold |\n|---|---|---|---|\n{rows}"


def _row(rule: Rule) -> str:
    return f"| [{rule.name}]({rule.name}.md) | {rule.severity.word} | {rule.clause} | {_title(rule.page)} |"


def _options(rule: Rule) -> str:
    """What `itsm.yaml` can set beside the severity."""
    texts = descriptions(rule.options)
    fields = rule.options.model_fields
    rows = [f"| `{info.alias}` | {texts[name]} | {_default(info.default)} |" for name, info in fields.items()]
    return "\n".join(("| option | | unless said otherwise |", "|---|---|---|", *rows)) if rows else ""


def _default(value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"`{words}`" if words and value is not None else "–"


def _rule_page(rule: Rule) -> str:
    facts = f"Severity: **{rule.severity.word}** · ISO/IEC 20000-1:2018 clause **{rule.clause}**"
    settings = (
        f"Another severity, or none: `rules: {{{rule.name}: off}}` in `itsm.yaml`. "
        "For one entity and a time: `metadata.waivers`."
    )
    end = "\n\n".join(part for part in (_options(rule), settings) if part)
    return _page(rule.name, facts, rule.page, end)


def _code_page(code: str, page: str) -> str:
    facts = "Severity: **error** · found while a file is read; it can be neither turned off nor waived"
    return _page(code, facts, page, "")


def _page(name: str, facts: str, docstring: str, end: str) -> str:
    title, _, body = docstring.strip().partition("\n")
    parts = [f"# {name}", f"**{title}**", facts, _spaced(body.strip()), end, "[All rules](README.md)"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _spaced(body: str) -> str:
    """Markdown wants an empty line before a paragraph that follows a code block."""
    return body.replace("```\nRight:", "```\n\nRight:").replace("\n```yaml", "\n\n```yaml").replace("\n\n\n", "\n\n")


def _title(page: str) -> str:
    return page.strip().partition("\n")[0]
