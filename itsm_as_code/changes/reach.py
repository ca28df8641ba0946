"""Whom a change reaches: who feels it before and after, what single failures newly do, spares, what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from itsm_as_code.changes._exposure import Exposure, exposure
from itsm_as_code.changes._rewired import Names, Rewired, names_of, rewired
from itsm_as_code.changes._worth import Amount, Availability, amounts, availabilities, promised_on
from itsm_as_code.changes.diff import EntityChange, renames
from itsm_as_code.graph import Dependency, Landscape, Level, Scenario, above, levels
from itsm_as_code.model import Ref

NO_EXPOSURE = Exposure()


@dataclass(frozen=True, slots=True)
class Spare:
    """A group that has fewer, or more, spare members than before."""

    ref: Ref
    dependency: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Who feels it when what is changed fails, before, after, and the difference; and what else is otherwise.

    `unreckoned` is how many services were too many for their availability to be looked at.
    """

    before: tuple[Ref, ...]
    after: tuple[Ref, ...]
    newly: tuple[Ref, ...]
    no_longer: tuple[Ref, ...]
    redundancy_lost: tuple[Spare, ...]
    redundancy_gained: tuple[Spare, ...] = ()
    exposure: Exposure = NO_EXPOSURE
    availability: tuple[Availability, ...] = ()
    unreckoned: int = 0
    amounts: tuple[Amount, ...] = ()


def reach_of(
    before: Landscape,
    after: Landscape,
    changes: tuple[EntityChange, ...],
    renamed: Mapping[Ref, Ref],
    today: date | None = None,
) -> Reach:
    """Everything in the names of today. The first two are what `impact` says of what is touched, on each side."""
    names = names_of(renamed)
    touched = {change.ref for change in changes}
    old = {names.now(ref) for ref in _hit(before, {names.before(ref) for ref in touched})} - touched
    new = _hit(after, touched) - touched
    ways = rewired(before, after, names)
    concerned = _concerned(before, after, changes, ways, names)
    available, left = availabilities(before, after, concerned, names, today)
    money = (
        amount
        for ref in sorted(touched)
        for amount in amounts(ref, before.entities.get(names.before(ref)), after.entities.get(ref))
    )
    return Reach(
        before=tuple(sorted(old)),
        after=tuple(sorted(new)),
        newly=tuple(sorted(new - old)),
        no_longer=tuple(sorted(old - new)),
        redundancy_lost=_lost(before, ways.come, names),
        redundancy_gained=_gained(after, ways.gone, names),
        exposure=exposure(before, after, ways, names),
        availability=available,
        unreckoned=left,
        amounts=tuple(money),
    )


def lost_spares(before: Landscape, after: Landscape) -> tuple[Spare, ...]:
    """Only the groups that have fewer spares than before."""
    names = names_of(renames(before, after))
    return _lost(before, rewired(before, after, names).come, names)


def _concerned(
    before: Landscape, after: Landscape, changes: tuple[EntityChange, ...], ways: Rewired, names: Names
) -> set[Ref]:
    """Whose availability may be another: what is rewired or fails otherwise by itself, what agreements are about, and
    all above that."""
    failing = {one.ref for one in changes if one.action != "update" or _says_availability(one)}
    old = {one.source for one in ways.gone} | promised_on(before, map(names.before, (one.ref for one in changes)))
    new = {one.source for one in ways.come} | promised_on(after, (one.ref for one in changes))
    return {names.now(ref) for ref in above(before, old | set(map(names.before, failing)))} | above(
        after, new | failing
    )


def _says_availability(one: EntityChange) -> bool:
    return any(field.path == "spec.availability" for field in one.fields)


def _hit(landscape: Landscape, touched: set[Ref]) -> set[Ref]:
    """Everything that feels it if all of these fail, as far as they are there."""
    failed = {ref: Level.DOWN for ref in touched if ref in landscape.entities}
    return set(levels(landscape, Scenario(failed)))


def _lost(before: Landscape, come: Iterable[Dependency], names: Names) -> tuple[Spare, ...]:
    """The new groups that had more spares before."""
    pairs = ((_earlier(one, before.dependencies_of.get(names.before(one.source), ()), names), one) for one in come)
    found = (Spare(one.source, one.title, _size(was), _size(one)) for was, one in pairs if was and _fewer(one, was))
    return tuple(sorted(found, key=_by_name))


def _gained(after: Landscape, gone: Iterable[Dependency], names: Names) -> tuple[Spare, ...]:
    """The former groups that have more spares now."""
    back = names_of(names.new)
    pairs = ((_earlier(one, after.dependencies_of.get(names.now(one.source), ()), back), one) for one in gone)
    found = (Spare(now.source, now.title, _size(one), _size(now)) for now, one in pairs if now and _fewer(one, now))
    return tuple(sorted(found, key=_by_name))


def _fewer(one: Dependency, other: Dependency | None) -> bool:
    return other is not None and len(one.members) - one.need < len(other.members) - other.need


def _by_name(spare: Spare) -> tuple[Ref, str]:
    return spare.ref, spare.dependency


def _earlier(one: Dependency, earlier: tuple[Dependency, ...], names: Names) -> Dependency | None:
    """What a dependency was before: of those with its name, or without one, that which shares most of its members.

    Of several alike, the one with the same need, then the one in the same place.
    """
    members = {names.before(member) for member in one.members}

    def likeness(was: Dependency) -> tuple[float, bool, bool]:
        return _share(members, set(was.members)), was.need == one.need, was.path == one.path

    was = max((was for was in earlier if was.name == one.name), key=likeness, default=None)
    return was if was is not None and (one.name or likeness(was)[0]) else None


def _share(these: set[Ref], those: set[Ref]) -> float:
    return len(these & those) / max(1, len(these | those))


def _size(one: Dependency) -> str:
    return f"{one.need} of {len(one.members)}"
