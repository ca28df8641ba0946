"""Runs the rules, weighs what they find, takes back what is waived, and puts it all in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from itsm_as_code.cores import spread
from itsm_as_code.graph import Landscape
from itsm_as_code.model import Finding, Related, Report, Severity, TextFile, Waived
from itsm_as_code.reading import Configuration
from itsm_as_code.schemas import Waiver
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import OF_BRANCHES, Complaint, Question, Rule, Used, rules
from itsm_as_code.validators._settings import Settings, settings_of

NO_SETTINGS = Configuration()
WORTH_IT = 5_000
"""Entities from which a second process wins more than it costs to start."""


def check(
    landscape: Landscape,
    today: date | None = None,
    configuration: Configuration = NO_SETTINGS,
    file: TextFile | None = None,
    processes: int = 1,
) -> Report:
    """Everything that is wrong: what the gates refused, and what the rules find.

    `configuration` gives rules another severity, turns them off or gives them options; `file` is where it
    was written. A waiver takes a finding back until its last day; without `today`, waivers don't end. With
    several `processes` the answer is the same, sooner where there is much to look at.
    """
    known = (*rules(), *own_rules(landscape))
    settings = settings_of(configuration, landscape, known, file)
    active = [rule for rule in known if not settings.asleep(rule)]
    first = _first([rule for rule in active if not rule.last], settings, landscape, today, processes)
    waived = [(found, _waiver(found, landscape, today)) for found in first]
    used = frozenset((found.ref, waiver.rule) for found, waiver in waived if waiver and found.ref)
    kept = [found for found, waiver in waived if not waiver]
    spoken_for = used | _of_rules_that_are_off(landscape, settings, known)
    last = [found for rule in active if rule.last for found in _findings(rule, settings, landscape, today, spoken_for)]
    found = {one.key: one for one in (*landscape.catalog.findings, *settings.findings, *kept, *last)}
    excused = sorted(
        (Waived(found, waiver.reason, waiver.until) for found, waiver in waived if waiver),
        key=lambda one: one.finding.key,
    )
    return Report(
        tuple(found[key] for key in sorted(found)),
        len(landscape.catalog.files),
        len(landscape.entities),
        tuple(excused),
    )


def check_branch(
    branch: object,
    landscape: Landscape,
    today: date | None = None,
    configuration: Configuration = NO_SETTINGS,
    file: TextFile | None = None,
) -> tuple[Finding, ...]:
    """What the rules of branches find in a `changes.case.Case`, by the settings, less what is waived, in order."""
    usual, own = (*rules(), *own_rules(landscape)), rules(OF_BRANCHES)
    settings = settings_of(configuration, landscape, (*usual, *own), file)
    told = settings_of(configuration, landscape, usual, file).findings
    awake = [rule for rule in own if not settings.asleep(rule)]
    found = [one for rule in awake for one in _findings(rule, settings, landscape, today, branch=branch)]
    kept = [one for one in found if not _waiver(one, landscape, today)]
    by_key = {one.key: one for one in (*kept, *(one for one in settings.findings if one not in told))}
    return tuple(by_key[key] for key in sorted(by_key))


def _first(
    asked: Sequence[Rule], settings: Settings, landscape: Landscape, today: date | None, processes: int
) -> list[Finding]:
    """What the rules find that don't ask what others found."""

    def ask(number: int) -> list[Finding]:
        return list(_findings(asked[number], settings, landscape, today))

    numbers = range(len(asked))
    many = len(landscape.entities) >= WORTH_IT
    found = spread(ask, numbers, processes) if many else None
    return [one for some in (map(ask, numbers) if found is None else found) for one in some]


def _findings(  # noqa: PLR0913 - one call; what is asked, how it is weighed, and of what
    rule: Rule,
    settings: Settings,
    landscape: Landscape,
    today: date | None,
    used: Used = frozenset(),
    branch: object = None,
) -> Iterator[Finding]:
    """What a rule finds; where it has other options for some entities, it is asked once with each."""
    for options in settings.variants(rule):
        for complaint in rule.check(Question(landscape, today, options, used, branch)):
            ref = complaint.entity.ref
            severity = settings.severity(rule, ref)
            if severity is not None and (not settings.layered or settings.options(rule, ref) == options):
                yield _finding(rule, severity, complaint)


def _finding(rule: Rule, severity: Severity, one: Complaint) -> Finding:
    place = one.entity.locate(one.path, one.at_key, one.inside)
    return Finding(
        rule.name,
        severity,
        one.message,
        place,
        one.entity.ref,
        one.hint,
        rule.clause,
        related=tuple(Related(entity.locate(path), words, entity.ref) for entity, path, words in one.related),
        label=one.label,
        why=one.why,
        edits=() if one.fix is None else one.entity.edits(one.path, one.fix),
    )


def _of_rules_that_are_off(landscape: Landscape, settings: Settings, known: tuple[Rule, ...]) -> Used:
    """Waivers of rules that didn't run: nobody can say that there is nothing to waive."""
    by_name = {rule.name: rule for rule in known}
    return frozenset(
        (ref, waiver.rule)
        for ref, one in landscape.entities.items()
        for waiver in (one.model.metadata.waivers if one.says("metadata.waivers") else ())
        if waiver.rule in by_name and settings.severity(by_name[waiver.rule], ref) is None
    )


def _waiver(finding: Finding, landscape: Landscape, today: date | None) -> Waiver | None:
    """The waiver that takes a finding back, if its entity has one that hasn't ended."""
    entity = landscape.entities.get(finding.ref) if finding.ref else None
    waivers = entity.model.metadata.waivers if entity else ()
    return next((one for one in waivers if one.rule == finding.rule and (today is None or today <= one.until)), None)
