"""Runs the rules, weighs what they find, takes back what is waived, and puts it all in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from itsm_as_code.graph import Landscape
from itsm_as_code.model import Finding, Ref, Related, Report, Severity
from itsm_as_code.validators._rule import Complaint, Rule, Used, rules

OFF = "off"


def check(landscape: Landscape, today: date | None = None, settings: Mapping[str, str] | None = None) -> Report:
    """Everything that is wrong: what the gates refused, and what the rules find.

    `settings` gives rules another severity or turns them `off`. A waiver takes a finding back until
    its last day; without `today`, waivers don't end.
    """
    weights = settings or {}
    active = [rule for rule in rules() if weights.get(rule.name) != OFF]
    first = [found for rule in active if not rule.last for found in _findings(rule, landscape, today, weights)]
    waived = [(found, _waiver(found, landscape, today)) for found in first]
    used = frozenset(waiver for _, waiver in waived if waiver)
    kept = [found for found, waiver in waived if not waiver]
    spoken_for = used | _of_rules_that_are_off(landscape, weights)
    last = [found for rule in active if rule.last for found in _findings(rule, landscape, today, weights, spoken_for)]
    everything = sorted({*landscape.catalog.findings, *kept, *last}, key=lambda finding: finding.key)
    return Report(tuple(everything), len(landscape.catalog.files), len(landscape.entities), len(first) - len(kept))


def _findings(
    rule: Rule, landscape: Landscape, today: date | None, weights: Mapping[str, str], used: Used = frozenset()
) -> Iterator[Finding]:
    severity = Severity[weights[rule.name].upper()] if rule.name in weights else rule.severity
    for complaint in rule.check(landscape, today, used):
        yield _finding(rule, severity, complaint)


def _finding(rule: Rule, severity: Severity, one: Complaint) -> Finding:
    place = one.entity.locate(one.path, one.at_key)
    related = tuple(Related(entity.locate(path), words) for entity, path, words in one.related)
    return Finding(rule.name, severity, one.message, place, one.entity.ref, one.hint, rule.clause, related)


def _of_rules_that_are_off(landscape: Landscape, weights: Mapping[str, str]) -> Used:
    """Waivers of rules that didn't run: nobody can say that there is nothing to waive."""
    pairs = ((ref, waiver.rule) for ref, one in landscape.entities.items() for waiver in one.model.metadata.waivers)
    return frozenset((ref, rule) for ref, rule in pairs if weights.get(rule) == OFF)


def _waiver(finding: Finding, landscape: Landscape, today: date | None) -> tuple[Ref, str] | None:
    """The waiver that takes a finding back, if its entity has one that hasn't ended."""
    entity = landscape.entities.get(finding.ref) if finding.ref else None
    if entity is None:
        return None
    for waiver in entity.model.metadata.waivers:
        if waiver.rule == finding.rule and (today is None or today <= waiver.until):
            return entity.ref, finding.rule
    return None
