"""Which dependencies differ between two landscapes: failure travels otherwise than before only along these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itsm_as_code.graph import Dependency, Landscape, below
from itsm_as_code.model import Ref


@dataclass(frozen=True, slots=True)
class Rewired:
    """Dependencies that are no more, and those that are new, each in the names of its own side."""

    gone: tuple[Dependency, ...]
    come: tuple[Dependency, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)


@dataclass(frozen=True, slots=True)
class Names:
    """What is called otherwise: `old` leads from new names to older ones, `new` the other way."""

    old: Mapping[Ref, Ref]
    new: Mapping[Ref, Ref]

    def before(self, ref: Ref) -> Ref:
        """The older name of something."""
        return self.old.get(ref, ref)

    def now(self, ref: Ref) -> Ref:
        """The name that something has now."""
        return self.new.get(ref, ref)


def names_of(renamed: Mapping[Ref, Ref]) -> Names:
    """Both ways of the renames of a change, given as new names with their old ones."""
    return Names(renamed, {old: new for new, old in renamed.items()})


def rewired(before: Landscape, after: Landscape, names: Names) -> Rewired:
    """What differs, by what it means: names, relation types and the order of members say nothing about failure."""
    sources = {*map(names.now, before.dependencies_of), *after.dependencies_of}
    pairs = ((before.dependencies_of.get(names.before(ref), ()), after.dependencies_of.get(ref, ())) for ref in sources)
    unlike = [(was, now) for was, now in pairs if was != now or names.new]
    old = {_meaning(one, names): one for was, _ in unlike for one in was}
    new = {_meaning(one): one for _, now in unlike for one in now}
    gone = tuple(old[meaning] for meaning in old.keys() - new.keys())
    come = tuple(new[meaning] for meaning in new.keys() - old.keys())
    return Rewired(tuple(sorted(gone, key=_order)), tuple(sorted(come, key=_order)))


def _order(one: Dependency) -> tuple[Ref, tuple[Ref, ...], int]:
    return one.source, one.members, one.need


def causes(before: Landscape, after: Landscape, ways: Rewired, names: Names) -> frozenset[Ref]:
    """All whose failure may be felt by others than before, in new names: what the rewired stand on.

    A failure that reaches no member of a rewired dependency takes the same ways on both sides.
    """
    old = {names.now(ref) for ref in below(before, (member for one in ways.gone for member in one.members))}
    return frozenset(old | below(after, (member for one in ways.come for member in one.members)))


def _meaning(one: Dependency, names: Names | None = None) -> tuple[Ref, frozenset[Ref], int, bool, int]:
    source, members = one.source, frozenset(one.members)
    if names and names.new:
        source, members = names.now(source), frozenset(map(names.now, members))
    return source, members, one.need, one.soft, one.tolerates
