"""A branch to be judged: both sides, what it touches, what is worked on, and who feels it should that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from itsm_as_code.changes.diff import EntityChange
from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import Landscape, Level, Scenario, Words, levels, picked, target_of
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

if TYPE_CHECKING:
    from itsm_as_code.changes.reach import Spare

Found = TypeVar("Found")

RUNS = ("service", "ci")
"""The kinds of what works or fails."""
AFTERWARDS = ("spec.verification", "spec.cancelled")
"""The fields of a Change that are written when it is over."""


@dataclass(frozen=True, eq=False)
class Case:
    """Two landscapes and their difference; every name in it is one of today, the older one where it is gone.

    `spares` are the groups that have fewer spares than before, `words` the selectors that itsm.yaml names.
    """

    before: Landscape
    after: Landscape
    changes: tuple[EntityChange, ...]
    spares: tuple[Spare, ...] = ()
    today: date | None = None
    words: Words = field(default_factory=Words)

    @cached_property
    def declared(self) -> tuple[Entity, ...]:
        """The Changes that the branch means to carry out: added or edited by it, and neither over nor cancelled."""
        found = (self.after.entities[one.ref] for one in self.changes if _is_planned(one))
        return tuple(one for one in found if one.model.spec.cancelled is None)

    @cached_property
    def touched(self) -> Mapping[Ref, EntityChange]:
        """All that the branch changes, but for the Changes that say so."""
        return {one.ref: one for one in self.changes if one.ref.kind != "change"}

    @cached_property
    def worked(self) -> frozenset[Ref]:
        """What works or fails and is changed in more than its words, or declared to be worked on."""
        scopes = (text for change in self.declared for text in change.model.spec.scope)
        declared = frozenset().union(*(self.picks(text) for text in scopes))
        edited = {ref for ref, change in self.touched.items() if _is_work(change)}
        return frozenset(ref for ref in declared | edited if ref.kind in RUNS)

    @cached_property
    def felt(self) -> Mapping[Ref, Level]:
        """Everybody who feels it if all that is worked on is down, that included: the worse of both sides."""
        old = self._levels(self.before, [self.old(ref) for ref in self.worked])
        found = {self.new_names.get(ref, ref): level for ref, level in old.items()}
        for ref, level in self._levels(self.after, self.worked).items():
            found[ref] = max(level, found.get(ref, Level.OK))
        return {ref: found[ref] for ref in sorted(found)}

    @staticmethod
    def _levels(landscape: Landscape, failed: Iterable[Ref]) -> dict[Ref, Level]:
        there = {ref: Level.DOWN for ref in failed if ref in landscape.entities}
        return {**levels(landscape, Scenario(there)), **there} if there else {}

    @property
    def services(self) -> list[Ref]:
        """The services that are worked on or reached, sorted."""
        return [ref for ref in self.felt if ref.kind == "service"]

    @cached_property
    def old_names(self) -> Mapping[Ref, Ref]:
        """From names of today to the ones before, where they differ."""
        return {one.ref: one.formerly for one in self.changes if one.formerly is not None}

    @cached_property
    def new_names(self) -> Mapping[Ref, Ref]:
        """The other way round."""
        return {old: new for new, old in self.old_names.items()}

    def old(self, ref: Ref) -> Ref:
        """The name an entity had before."""
        return self.old_names.get(ref, ref)

    def sides(self, ref: Ref) -> Iterator[tuple[Landscape, Entity]]:
        """An entity as it was and as it will be, each with its landscape, as far as it is there."""
        for landscape, name in ((self.before, self.old(ref)), (self.after, ref)):
            if name in landscape.entities:
                yield landscape, landscape.entities[name]

    def entity(self, ref: Ref) -> Entity:
        """An entity as it will be, or as it was where it goes."""
        return [entity for _, entity in self.sides(ref)][-1]

    def yardstick(self, ref: Ref) -> Entity | None:
        """An entity as it was before the branch, so that a branch can't change what it is judged by; else as it is."""
        return next((entity for _, entity in self.sides(ref)), None)

    def template(self, change: Entity) -> Entity | None:
        """The template that a change names, as it was before the branch; as the branch has it, where it is new."""
        name = target_of(self.after, change.ref, "template")
        return self.yardstick(name) if name else None

    @cached_property
    def found_out(self) -> dict[Callable[[Case], Any], Any]:
        """What was asked of it before, by who was asked."""
        return {}

    def picks(self, text: str) -> frozenset[Ref]:
        """What a selector picks on either side; nothing, where it can't be read: a rule of its own tells so."""
        if text not in self._picked:
            self._picked[text] = self._pick(text)
        return self._picked[text]

    @cached_property
    def _picked(self) -> dict[str, frozenset[Ref]]:
        """What selectors picked that were asked before: rules, factors and approvals ask for the same."""
        return {}

    def _pick(self, text: str) -> frozenset[Ref]:
        try:
            was, now = (picked(landscape, text, self.words) for landscape in (self.before, self.after))
        except WrongUse:
            return frozenset()
        return now | {self.new_names.get(ref, ref) for ref in was}

    def covers(self, scope: tuple[str, ...], refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those of some entities that a scope is about, sorted; a scope that says nothing is about all."""
        chosen = frozenset().union(*(self.picks(text) for text in scope))
        return tuple(sorted(ref for ref in refs if not scope or ref in chosen))


def once(ask: Callable[[Case], Found]) -> Callable[[Case], Found]:
    """A question whose answer is remembered with the case: rules, factors and approvals ask for the same."""

    @wraps(ask)
    def answer(case: Case) -> Found:
        if ask not in case.found_out:
            case.found_out[ask] = ask(case)
        found: Found = case.found_out[ask]
        return found

    return answer


def _is_planned(change: EntityChange) -> bool:
    if change.ref.kind != "change" or change.action in ("delete", "unreadable"):
        return False
    paths = [one.path for one in change.fields if one.path.startswith("spec.")]
    return change.action == "create" or any(not path.startswith(AFTERWARDS) for path in paths)


def _is_work(change: EntityChange) -> bool:
    """Whether more than a name, a title or an owner changes."""
    words_only = change.action in ("update", "rename")
    return not words_only or any(one.path.startswith("spec.") for one in change.fields)
