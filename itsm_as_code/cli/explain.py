"""The manual page of a rule, a code or a kind."""

from __future__ import annotations

import click

from itsm_as_code import registry
from itsm_as_code.cli._group import settings
from itsm_as_code.cli._options import answer, examples
from itsm_as_code.errors import WrongUse
from itsm_as_code.reading import CODES, nearest
from itsm_as_code.schemas import kind_page, kind_words
from itsm_as_code.validators import rule_of, rules


@click.command(
    "explain", **settings(epilog=examples("itsm explain", "itsm explain unknown-reference", "itsm explain SLA"))
)
@click.argument("name", required=False, metavar="[RULE|KIND]")
def command(name: str | None) -> None:
    """The manual page of a rule, a code or a kind: what it means, wrong and right, and the clause it serves."""
    answer(_list() if name is None else _page(name))


def _list() -> str:
    lines = [f"{rule.name:28}{rule.severity.word:9}{rule.page.partition(chr(10))[0]}" for rule in rules()]
    lines += [f"{code:28}{'error':9}{page.partition(chr(10))[0]}" for code, page in sorted(CODES.items())]
    return "\n".join(lines)


def _page(name: str) -> str:
    if name.lower() in registry.names("validators"):
        rule = rule_of(name.lower())
        return f"{rule.name} ({rule.severity.word}, ISO/IEC 20000-1 {rule.clause})\n\n{rule.page.strip()}"
    if name.lower() in CODES:
        return f"{name.lower()} (error)\n\n{CODES[name.lower()]}"
    if name.lower() in kind_words():
        return kind_page(name.lower())
    importer = name.lower().removeprefix("import-")
    if name.lower() != importer and importer in registry.names("importers"):
        return f"{name.lower()}\n\n{(registry.member('importers', importer).__doc__ or '').strip()}"
    near = nearest(name.lower(), (*registry.names("validators"), *CODES, *kind_words()))
    hint = f"did you mean {near[0]}?" if near else "itsm explain lists the rules, itsm schema the kinds"
    raise WrongUse(f"there is no rule, code or kind {name!r}", hint)
