"""All that rules told of a landscape, kept in such a way that it can be told again of one that differs a little."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from itsm_as_code.model import FieldPath, Finding, Location, Ref, Related, Report, Severity, Waived
from itsm_as_code.reading import Entity
from itsm_as_code.validators._rule import Complaint, Rule, Used


@dataclass(frozen=True, slots=True)
class Excuse:
    """A waiver of an entity: which rule's findings it takes back, why, and until when."""

    rule: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, and the way to its places, so that they are found again when lines have moved."""

    finding: Finding
    path: FieldPath
    at_key: bool = False
    inside: tuple[int, int] | None = None
    fix: str | None = None
    elsewhere: tuple[FieldPath, ...] = ()

    @property
    def files(self) -> set[str]:
        """The files it points into."""
        return {self.finding.location.path, *(one.location.path for one in self.finding.related)}


@dataclass(frozen=True, slots=True)
class Told:
    """What each rule said, before any waiver; what the gates and the settings said; what was looked at.

    `types` are the files with CI types, `twice` names that several have. `selecting` are the
    kinds with selectors that there are. `inherits`: some agreement takes over
    what another says. `own`: the organisation has rules of its own.
    """

    said: Mapping[str, tuple[Said, ...]]
    last: Mapping[str, tuple[Said, ...]]
    gates: tuple[Finding, ...]
    settings: tuple[Finding, ...]
    excuses: tuple[tuple[Ref, tuple[Excuse, ...]], ...]
    files: int
    entities: int
    types: frozenset[str] = frozenset()
    twice: frozenset[Ref] = frozenset()
    selecting: frozenset[str] = frozenset()
    inherits: bool = False
    own: bool = False


def said(rule: Rule, severity: Severity, one: Complaint) -> Said:
    """What a rule complains about, with its places."""
    finding = Finding(
        rule.name,
        severity,
        one.message,
        one.entity.locate(one.path, one.at_key, one.inside),
        one.entity.ref,
        one.hint,
        rule.clause,
        related=tuple(Related(entity.locate(path), words, entity.ref) for entity, path, words in one.related),
        label=one.label,
        why=one.why,
        edits=() if one.fix is None else one.entity.edits(one.path, one.fix),
    )
    return Said(finding, one.path, one.at_key, one.inside, one.fix, tuple(path for _, path, _ in one.related))


def moved(one: Said, files: Collection[str], entities: Mapping[Ref, Entity]) -> Said | None:
    """The same with the places that lie in these files found anew; None where an entity isn't there any more."""
    finding = one.finding
    if finding.location.path in files:
        entity = entities.get(finding.ref) if finding.ref else None
        if entity is None:
            return None
        place = entity.locate(one.path, one.at_key, one.inside)
        edits = () if one.fix is None else entity.edits(one.path, one.fix)
        finding = replace(finding, location=place, edits=edits)
    related = []
    for other, path in zip(finding.related, one.elsewhere, strict=True):
        there = _there(other, path, files, entities)
        if there is None:
            return None
        related.append(replace(other, location=there))
    return replace(one, finding=replace(finding, related=tuple(related)))


def _there(one: Related, path: FieldPath, files: Collection[str], entities: Mapping[Ref, Entity]) -> Location | None:
    if one.location.path not in files:
        return one.location
    entity = entities.get(one.ref) if one.ref else None
    return entity.locate(path) if entity else None


def excuses(entities: Iterable[Entity]) -> tuple[tuple[Ref, tuple[Excuse, ...]], ...]:
    """The waivers of those that have any."""
    found = (one for one in entities if one.says("metadata.waivers"))
    return tuple(
        (one.ref, tuple(Excuse(w.rule, w.reason, w.until) for w in one.model.metadata.waivers)) for one in found
    )


def excuse(finding: Finding, known: Mapping[Ref, tuple[Excuse, ...]], today: date | None) -> Excuse | None:
    """The waiver that takes a finding back, if its entity has one that hasn't ended."""
    given = known.get(finding.ref, ()) if finding.ref else ()
    return next((one for one in given if one.rule == finding.rule and (today is None or today <= one.until)), None)


def used(told: Iterable[Said], known: Mapping[Ref, tuple[Excuse, ...]], today: date | None) -> Used:
    """The waivers that took a finding back."""
    found = ((one.finding.ref, excuse(one.finding, known, today)) for one in told)
    return frozenset((ref, one.rule) for ref, one in found if ref and one)


def report_of(told: Told, today: date | None) -> Report:
    """The answer: what isn't waived in order, each thing once; and what is waived."""
    known = dict(told.excuses)
    weighed = [(one.finding, excuse(one.finding, known, today)) for some in told.said.values() for one in some]
    kept = [finding for finding, waiver in weighed if not waiver]
    last = [one.finding for some in told.last.values() for one in some]
    excused = (Waived(finding, waiver.reason, waiver.until) for finding, waiver in weighed if waiver)
    return Report(
        once((*told.gates, *told.settings, *kept, *last)),
        told.files,
        told.entities,
        tuple(sorted(excused, key=lambda one: (one.finding.key, repr(one)))),
    )


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order, one of those that say the same of the same place, whichever was found first."""
    found: dict[tuple[str, int, int, str, str], Finding] = {}
    for one in findings:
        other = found.get(one.key)
        if other is None or repr(other) < repr(one):
            found[one.key] = one
    return tuple(found[key] for key in sorted(found))
