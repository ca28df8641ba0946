"""The manual page of a rule, a code or a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from itsm_as_code import registry
from itsm_as_code.cli._gathering import root_of
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples
from itsm_as_code.cli._reading import opened
from itsm_as_code.errors import WrongUse
from itsm_as_code.formats._style import pad, paint, visible
from itsm_as_code.reading import CODES, nearest
from itsm_as_code.schemas import descriptions, kind_page, kind_words
from itsm_as_code.validators import OF_BRANCHES, Rule, own_rules, rule_of, rules

Row = tuple[str, str, str, str]
"""Name, severity, clause, and what it is about."""


@click.command(
    "explain", **settings(epilog=examples("itsm explain", "itsm explain unknown-reference", "itsm explain SLA"))
)
@click.argument("name", required=False, metavar="[RULE|KIND]")
@click.pass_context
def command(context: click.Context, name: str | None) -> None:
    """The manual page of a rule, a code or a kind: what it means, wrong and right, and the clause it serves.

    Without a name, it lists every rule and code; rules of the repository's own are among them.
    """
    answer(_list(_own(context)) if name is None else _page(name, context))


def _own(context: click.Context) -> tuple[Rule, ...]:
    """The rules that a repository adds, where this is one."""
    return own_rules(opened(context).landscape) if (root_of(context) / "itsm.yaml").is_file() else ()


def _list(own: tuple[Rule, ...]) -> str:
    codes = [(code, "error", "", _title(page)) for code, page in sorted(CODES.items())]
    blocks = {
        "Rules of this repository": [_row(rule) for rule in own],
        "Rules": [_row(rule) for rule in rules()],
        "Rules about a branch, which itsm plan asks": [_row(rule) for rule in rules(OF_BRANCHES)],
        "What reading a file can find": codes,
    }
    width = max(len(row[0]) for rows in blocks.values() for row in rows)
    parts = ["\n".join([paint("strong", title), *_lines(rows, width)]) for title, rows in blocks.items() if rows]
    return "\n\n".join([*parts, "itsm explain NAME shows one whole; clauses are those of ISO/IEC 20000-1"])


def _row(rule: Rule) -> Row:
    return rule.name, rule.severity.word, rule.clause, _title(rule.page)


def _lines(rows: Iterable[Row], width: int) -> Iterator[str]:
    for name, severity, clause, title in rows:
        start = f"{paint('name', pad(visible(name), width))}  {paint(severity, pad(severity, 7))}"
        yield f"  {start}  {pad(visible(clause), 6)}  {visible(title)}"


def _title(page: str) -> str:
    return page.strip().partition("\n")[0]


def _page(name: str, context: click.Context) -> str:
    wanted = name.lower()
    if wanted in registry.names("validators"):
        return _rule_page(rule_of(wanted))
    if wanted in registry.names(OF_BRANCHES):
        return _rule_page(rule_of(wanted, OF_BRANCHES))
    if wanted in CODES:
        return f"{_head(wanted, 'error')}\n\n{CODES[wanted]}"
    if wanted in kind_words():
        return kind_page(wanted)
    importer = wanted.removeprefix("import-")
    if wanted != importer and importer in registry.names("importers"):
        return f"{wanted}\n\n{(registry.member('importers', importer).__doc__ or '').strip()}"
    own = {rule.name: rule for rule in _own(context)}
    if wanted.removeprefix("rule:") in own:
        return _rule_page(own[wanted.removeprefix("rule:")])
    near = nearest(wanted, (*registry.names("validators"), *registry.names(OF_BRANCHES), *CODES, *kind_words(), *own))
    hint = f"did you mean {near[0]}?" if near else "itsm explain lists the rules, itsm schema the kinds"
    raise WrongUse(f"there is no rule, code or kind {name!r}", hint)


def _head(name: str, severity: str, clause: str = "") -> str:
    served = f", ISO/IEC 20000-1 {visible(clause)}" if clause else ""
    return f"{paint('strong', visible(name))} ({paint(severity, severity)}{served})"


def _rule_page(rule: Rule) -> str:
    """A rule whole, with the ways to weigh it, turn it off and excuse an entity from it."""
    text = "\n".join(visible(line) for line in rule.page.strip().split("\n"))
    ways = [
        f"Weigh it in itsm.yaml   rules: {{{rule.name}: warning}}, or info, error, off",
        f"Excuse an entity        metadata: {{waivers: [{{rule: {rule.name}, reason: …, until: 2027-01-31}}]}}",
        *(f"Option {key:17}{words}" for key, words in _options(rule)),
    ]
    return "\n\n".join([_head(rule.name, rule.severity.word, rule.clause), text, "\n".join(ways)])


def _options(rule: Rule) -> Iterator[tuple[str, str]]:
    texts = descriptions(rule.options)
    for attribute, info in rule.options.model_fields.items():
        yield str(info.alias), f"{texts.get(attribute, '')} Unless said: {info.default}."
