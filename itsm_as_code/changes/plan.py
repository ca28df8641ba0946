"""The plan: what a change does, whom it reaches, which findings it brings and takes, and whether it may go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from itsm_as_code.changes._exposure import Exposed, exposed
from itsm_as_code.changes.diff import EntityChange, diff, renames
from itsm_as_code.graph import Dependency, Landscape, Level, Scenario, levels
from itsm_as_code.model import Finding, Ref, Severity
from itsm_as_code.reading import Configuration
from itsm_as_code.validators import check

Verdict = Literal["pass", "review", "blocked"]


@dataclass(frozen=True, slots=True)
class Spare:
    """A group that has fewer spare members than before."""

    ref: Ref
    dependency: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who feels it when what is changed fails: before, after, and the difference."""

    before: tuple[Ref, ...]
    after: tuple[Ref, ...]
    newly: tuple[Ref, ...]
    no_longer: tuple[Ref, ...]
    redundancy_lost: tuple[Spare, ...]
    exposed: tuple[Exposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer of `itsm plan`; data first, drawn afterwards by the formats."""

    base: str
    head: str
    changes: tuple[EntityChange, ...]
    reach: Reach
    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    verdict: Verdict


def plan_of(
    before: Landscape,
    after: Landscape,
    names: tuple[str, str],
    today: date | None = None,
    configuration: Configuration | None = None,
) -> Plan:
    """Compares two landscapes, both by one configuration; `names` are what the two revisions are called."""
    settings = configuration or Configuration()
    changes = diff(before, after, today)
    renamed = renames(before, after)
    reach = _reach(before, after, changes, renamed)
    old, new = (check(landscape, today, settings).findings for landscape in (before, after))
    introduced, fixed = _beyond(new, old, renamed), _beyond(old, new, renamed)
    return Plan(*names, changes, reach, introduced, fixed, _verdict(changes, reach, introduced))


def _reach(before: Landscape, after: Landscape, changes: tuple[EntityChange, ...], renamed: Mapping[Ref, Ref]) -> Reach:
    new_name = {old: new for new, old in renamed.items()}
    touched = {change.ref for change in changes}
    old = {new_name.get(ref, ref) for ref in _hit(before, {renamed.get(ref, ref) for ref in touched})} - touched
    new = _hit(after, touched) - touched
    lost = _redundancy_lost(before, after, renamed)
    before_refs, after_refs, newly, gone = (tuple(sorted(refs)) for refs in (old, new, new - old, old - new))
    return Reach(before_refs, after_refs, newly, gone, lost, exposed(before, after, touched, renamed))


def _hit(landscape: Landscape, touched: set[Ref]) -> set[Ref]:
    """Everything that feels it if all of these fail, as far as they are there."""
    failed = {ref: Level.DOWN for ref in touched if ref in landscape.entities}
    return set(levels(landscape, Scenario(failed)))


def _redundancy_lost(before: Landscape, after: Landscape, renamed: Mapping[Ref, Ref]) -> tuple[Spare, ...]:
    found = []
    for ref, groups in after.dependencies_of.items():
        earlier = before.dependencies_of.get(renamed.get(ref, ref), ())
        for one in groups:
            was = _earlier(one, earlier, renamed)
            if was is not None and _spares(one) < _spares(was):
                found.append(Spare(ref, one.name or one.title, _size(was), _size(one)))
    return tuple(sorted(found, key=lambda spare: (spare.ref, spare.dependency)))


def _earlier(one: Dependency, earlier: tuple[Dependency, ...], renamed: Mapping[Ref, Ref]) -> Dependency | None:
    """What a dependency was before: of those with its name, or without one, that which shares most of its members.

    Of several alike, the one with the same need, then the one in the same place.
    """
    members = {renamed.get(member, member) for member in one.members}

    def likeness(was: Dependency) -> tuple[float, bool, bool]:
        return _share(members, set(was.members)), was.need == one.need, was.path == one.path

    was = max((was for was in earlier if was.name == one.name), key=likeness, default=None)
    return was if was is not None and (one.name or likeness(was)[0]) else None


def _share(these: set[Ref], those: set[Ref]) -> float:
    return len(these & those) / max(1, len(these | those))


def _spares(one: Dependency) -> int:
    return len(one.members) - one.need


def _size(one: Dependency) -> str:
    return f"{one.need} of {len(one.members)}"


def _beyond(these: tuple[Finding, ...], those: tuple[Finding, ...], renamed: Mapping[Ref, Ref]) -> tuple[Finding, ...]:
    """The findings that only the first have; lines may move and files too, so places don't count."""
    left = Counter(_identity(finding, renamed) for finding in those)
    found = []
    for finding in these:
        identity = _identity(finding, renamed)
        if left[identity]:
            left[identity] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _identity(finding: Finding, renamed: Mapping[Ref, Ref]) -> tuple[str, str, str]:
    """What a finding says about whom, in the names of today."""
    about, message = str(finding.ref or finding.location.path), finding.message
    for new, old in renamed.items():
        about = str(new) if about == str(old) else about
        message = re.sub(rf"(?<![\w:/.-]){re.escape(str(old))}(?![\w/.-])", str(new), message)
    return finding.rule, about, message


def _verdict(changes: tuple[EntityChange, ...], reach: Reach, introduced: tuple[Finding, ...]) -> Verdict:
    """Blocked by a new error or by what can't be read; to be reviewed where something is exposed or loosened."""
    broken = any(change.action == "unreadable" for change in changes)
    if broken or any(finding.severity is Severity.ERROR for finding in introduced):
        return "blocked"
    weaker = any(field.effect in ("loosened", "breaking") for change in changes for field in change.fields)
    gone = any(change.action == "delete" for change in changes)
    return "review" if weaker or gone or reach.newly or reach.exposed or reach.redundancy_lost else "pass"
