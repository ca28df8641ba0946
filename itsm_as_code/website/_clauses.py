"""ISO/IEC 20000-1:2018 clause by clause: what there is of it, what is checked, and what was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from itsm_as_code.model import Severity, TextFile
from itsm_as_code.validators import rules
from itsm_as_code.website import _addresses
from itsm_as_code.website._render import render
from itsm_as_code.website._site import Site, kind_label, tally

CLAUSES: Mapping[str, tuple[str, ...]] = {
    "5.3": ("team", "person"),
    "7.2": ("person",),
    "7.5": ("service", "catalogentry"),
    "8.2.2": ("service",),
    "8.2.3": ("supplier", "customer"),
    "8.2.4": ("catalogentry",),
    "8.2.5": ("ci",),
    "8.2.6": ("ci", "citype"),
    "8.3.2": ("customer",),
    "8.3.3": ("sla", "ola", "indicator", "calendar"),
    "8.3.4": ("supplier", "contract"),
    "8.5.1": ("change", "changepolicy", "changetemplate", "freeze", "maintenancewindow"),
    "8.5.2": ("service",),
    "8.6.2": ("catalogentry",),
    "8.7.1": ("service", "ci", "sla"),
    "8.7.2": ("service", "sla"),
    "8.7.3": ("ci",),
    "9.1": ("indicator",),
}
"""The kinds that are evidence of each clause that this program knows something of."""


class Clause(NamedTuple):
    """A clause, what there is of it, and how it stands."""

    number: str
    title: str
    state: str
    word: str
    kinds: tuple[tuple[str, str, int], ...]
    rules: tuple[str, ...]
    findings: str


def clauses_page(site: Site) -> TextFile:
    """A clause is covered when its entities are there and its checks find nothing, else partly, or not at all."""
    by_clause: defaultdict[str, list[str]] = defaultdict(list)
    for rule in rules():
        by_clause[rule.clause].append(rule.name)
    kinds = Counter(ref.kind for ref in site.landscape.entities)
    known = sorted({*CLAUSES, *filter(None, by_clause)}, key=lambda one: [int(part) for part in one.split(".")])
    listed = [_clause(site, one, kinds, tuple(by_clause[one])) for one in known]
    return render("clauses.html", _addresses.CLAUSES, site, clauses=listed)


def _clause(site: Site, number: str, kinds: Mapping[str, int], names: tuple[str, ...]) -> Clause:
    evidence = tuple(
        (kind_label(site, kind, True), _addresses.page_of_kind(kind), kinds[kind])
        for kind in CLAUSES.get(number, ())
        if kind in kinds
    )
    found = [one for one in site.report.findings if one.rule in names]
    grave = any(one.severity is not Severity.INFO for one in found)
    state = "not" if not evidence else "partly" if grave else "covered"
    title = site.words.clauses.get(number, "")
    return Clause(number, title, state, site.words.say(f"state_{state}"), evidence, names, tally(site, found))
