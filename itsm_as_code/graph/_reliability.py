"""What fails by itself, how likely, and what hangs on it: the model behind estimates of availability (SEMANTICS 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from itsm_as_code.graph._diagram import Diagram
from itsm_as_code.graph._structure import Structure, Top, below, gate_of
from itsm_as_code.graph.coverage import Stated, covering, stated
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


class Basis(NamedTuple):
    """What is known: the promise that covers an entity with all under it, and how likely each fails by itself."""

    covered: Mapping[Ref, Stated]
    chances: Mapping[Ref, float]


@dataclass(frozen=True, eq=False)
class Model:
    """Some entities, all they hang on as far as nobody's promise covers it, and how likely each event is."""

    house: Structure
    chances: Mapping[int, float]
    tops: tuple[Top, ...]

    def failures(self) -> list[Diagram] | None:
        """When each of the tops is taken down; None where the diagram becomes too large."""
        from itsm_as_code.graph import _decisions as decisions  # noqa: PLC0415 - oxidd takes a while to import

        return decisions.failures(self.house, decisions.event_order(self.house, self.tops, self.chances), self.tops)

    def unknown(self, top: Top, basis: Basis, itself: bool) -> tuple[Ref, ...]:
        """What it stands on whose availability nobody states: CIs, and what needs nothing, dangling names too.

        `itself`: how likely the top fails by itself is known.
        """
        seen = {top.number}
        agenda = [member for gate in top.gates for member in gate.members]
        while agenda:
            number = agenda.pop()
            if number not in seen:
                seen.add(number)
                agenda += [member for gate in self.house.gates[number] for member in gate.members]
        refs = self.house.refs
        found = {refs[number] for number in seen if refs[number].kind == "ci" or not self.house.gates[number]}
        found -= basis.chances.keys() | {refs[top.number]}
        alone = refs[top.number].kind == "ci" or not top.gates
        return tuple(sorted(found | ({refs[top.number]} if alone and not itself else set())))


@lru_cache(maxsize=8)
def basis_of(landscape: Landscape, today: date | None = None, also: frozenset[Ref] = frozenset()) -> Basis:
    """What is known on a day; the drafts in `also` count as in force."""
    promises = ((ref, stated(agreements)) for ref, agreements in covering(landscape, today, also).items())
    covered = {ref: one for ref, one in promises if one is not None}
    chances = {ref: own_chance(landscape, ref) for ref in landscape.entities}
    known = {ref: chance for ref, chance in chances.items() if chance is not None}
    return Basis(covered, known | {ref: float(1 - one.share.exact) for ref, one in covered.items()})


def own_chance(landscape: Landscape, ref: Ref) -> float | None:
    """How likely an entity fails by itself, without what it depends on; None where nobody says."""
    entity = landscape.entities.get(ref)
    if entity is None or ref.kind != "ci" or not entity.says("spec.availability"):
        return None
    return float(1 - entity.model.spec.availability.exact)


def model_of(landscape: Landscape, tops: Sequence[Ref], basis: Basis) -> Model:
    """What decides whether each of the tops is up, whoever's promise covers the top itself."""

    def counts(one: Dependency) -> bool:
        return passes_at_once(one) and one.source not in basis.covered

    of = {ref: [one for one in landscape.dependencies_of.get(ref, ()) if passes_at_once(one)] for ref in tops}
    needed = (member for needs in of.values() for one in needs for member in one.members)
    house = below(landscape, [*tops, *needed], counts)
    chances = {number: basis.chances.get(ref, 0.0) for number, ref in enumerate(house.refs)}
    wanted = tuple(Top(house.numbers[ref], tuple(gate_of(one, house.numbers) for one in of[ref])) for ref in tops)
    return Model(house, {number: chance for number, chance in chances.items() if chance > 0}, wanted)


def passes_at_once(one: Dependency) -> bool:
    """Whether an outage passes however short it is: what is soft or tolerates one doesn't count, as in the bound."""
    return not one.soft and not one.tolerates and 1 <= one.need <= len(one.members)
