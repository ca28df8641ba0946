"""Runs the rules, weighs what they find, takes back what is waived, and puts it all in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from itsm_as_code.cores import spread
from itsm_as_code.graph import AGREEMENTS, Landscape
from itsm_as_code.model import Finding, Ref, Report, TextFile
from itsm_as_code.reading import Catalog, Configuration
from itsm_as_code.validators._looks import SELECTING
from itsm_as_code.validators._own_rules import own_rules
from itsm_as_code.validators._rule import OF_BRANCHES, Question, Rule, Used, rules
from itsm_as_code.validators._settings import Settings, settings_of
from itsm_as_code.validators._told import Said, Told, excuse, excuses, once, report_of, said, used

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
    return report_of(tell(landscape, today, configuration, file, processes), today)


def tell(
    landscape: Landscape,
    today: date | None = None,
    configuration: Configuration = NO_SETTINGS,
    file: TextFile | None = None,
    processes: int = 1,
) -> Told:
    """The same before waivers are weighed, to be told again when little has changed."""
    own = own_rules(landscape)
    settings = settings_of(configuration, landscape, (*rules(), *own), file)
    active = [rule for rule in (*rules(), *own) if not settings.asleep(rule)]
    first = asked([rule for rule in active if not rule.last], settings, landscape, today, processes)
    known = excuses(landscape.entities.values())
    taken = used((one for some in first.values() for one in some), dict(known), today)
    spoken_for = taken | of_rules_that_are_off(landscape, settings, (*rules(), *own))
    last = {rule.name: tuple(ask(rule, settings, landscape, today, spoken_for)) for rule in active if rule.last}
    return Told(
        first,
        last,
        landscape.catalog.findings,
        settings.findings,
        known,
        len(landscape.catalog.files),
        len(landscape.entities),
        frozenset(one.file.path for one in landscape.by_kind.get("citype", ())),
        twice(landscape.catalog),
        frozenset(landscape.by_kind.keys() & set(SELECTING)),
        inherits(landscape),
        bool(own),
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
    found = [one.finding for rule in awake for one in ask(rule, settings, landscape, today, branch=branch)]
    known = dict(excuses(landscape.entities.values()))
    kept = [one for one in found if not excuse(one, known, today)]
    return once((*kept, *(one for one in settings.findings if one not in told)))


def twice(catalog: Catalog) -> frozenset[Ref]:
    """The names that several have; shipped ones count."""
    counted = Counter(entity.ref for entity in catalog.entities)
    return frozenset(ref for ref, times in counted.items() if times > 1)


def inherits(landscape: Landscape) -> bool:
    """Whether any agreement takes over what another says."""
    return any(one.says("spec.extends") for kind in AGREEMENTS for one in landscape.by_kind.get(kind, ()))


def asked(
    wanted: Sequence[Rule], settings: Settings, landscape: Landscape, today: date | None, processes: int
) -> dict[str, tuple[Said, ...]]:
    """What these rules say, by name; they don't ask what others found."""

    def one(number: int) -> tuple[Said, ...]:
        return tuple(ask(wanted[number], settings, landscape, today))

    numbers = range(len(wanted))
    many = len(landscape.entities) >= WORTH_IT
    found = spread(one, numbers, processes) if many else None
    return {rule.name: some for rule, some in zip(wanted, map(one, numbers) if found is None else found, strict=True)}


def ask(  # noqa: PLR0913 - one call; what is asked, how it is weighed, and of what
    rule: Rule,
    settings: Settings,
    landscape: Landscape,
    today: date | None,
    spoken_for: Used = frozenset(),
    branch: object = None,
) -> Iterator[Said]:
    """What a rule says; where it has other options for some entities, it is asked once with each."""
    for options in settings.variants(rule):
        for complaint in rule.check(Question(landscape, today, options, spoken_for, branch)):
            ref = complaint.entity.ref
            severity = settings.severity(rule, ref)
            if severity is not None and (not settings.layered or settings.options(rule, ref) == options):
                yield said(rule, severity, complaint)


def of_rules_that_are_off(landscape: Landscape, settings: Settings, known: Sequence[Rule]) -> Used:
    """Waivers of rules that didn't run: nobody can say that there is nothing to waive."""
    by_name = {rule.name: rule for rule in known}
    return frozenset(
        (ref, one.rule)
        for ref, given in excuses(landscape.entities.values())
        for one in given
        if one.rule in by_name and settings.severity(by_name[one.rule], ref) is None
    )
