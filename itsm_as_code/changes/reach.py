"""Whom a change reaches: who feels it before and after, what single failures newly do, spares, what that is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from itsm_as_code.changes._exposure import Exposure, exposure
from itsm_as_code.changes._rewired import Names, names_of, rewired
from itsm_as_code.changes._worth import Amount, Availability, amounts, availabilities, promised_on
from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.graph import Dependency, Landscape, Level, Scenario, levels
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
    promised = promised_on(after, touched) | {names.now(ref) for ref in promised_on(before, touched)}
    available, left = availabilities(before, after, touched | old | new | promised, names, today)
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
        redundancy_lost=_fewer_spares(before, after, names),
        redundancy_gained=_fewer_spares(after, before, names_of(names.new)),
        exposure=exposure(before, after, rewired(before, after, names), names),
        availability=available,
        unreckoned=left,
        amounts=tuple(money),
    )


def _hit(landscape: Landscape, touched: set[Ref]) -> set[Ref]:
    """Everything that feels it if all of these fail, as far as they are there."""
    failed = {ref: Level.DOWN for ref in touched if ref in landscape.entities}
    return set(levels(landscape, Scenario(failed)))


def _fewer_spares(before: Landscape, after: Landscape, names: Names) -> tuple[Spare, ...]:
    """The groups of one side that had more spares on the other."""
    found = []
    for ref, groups in after.dependencies_of.items():
        earlier = before.dependencies_of.get(names.before(ref), ())
        for one in groups:
            was = _earlier(one, earlier, names)
            if was is not None and _spares(one) < _spares(was):
                found.append(Spare(ref, one.name or one.title, _size(was), _size(one)))
    return tuple(sorted(found, key=lambda spare: (spare.ref, spare.dependency)))


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


def _spares(one: Dependency) -> int:
    return len(one.members) - one.need


def _size(one: Dependency) -> str:
    return f"{one.need} of {len(one.members)}"
