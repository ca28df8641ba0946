"""Small landscapes, and what is true of them by trying everything: written apart from the package, from SEMANTICS.

A model is a list of nodes, each a list of dependencies: members, need, soft or not, seconds tolerated.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, compress, product
from math import prod
from random import Random

from itsm_as_code.graph import Landscape
from tests.landscapes import landscape_of_files

OK, AT_RISK, DEGRADED, DOWN = range(4)


@dataclass(frozen=True)
class Need:
    members: tuple[int, ...]
    need: int
    soft: bool
    tolerates: int


@dataclass(frozen=True)
class Thing:
    needs: tuple[Need, ...]
    availability: float | None


Model = Sequence[Thing]


def models(seed: int, count: int, most: int = 10) -> Iterator[Model]:
    """Random models, with circles, groups, soft and tolerated dependencies; seldom larger than seven."""
    choose = Random(seed)  # noqa: S311 - a test's data
    for _ in range(count):
        size = choose.randint(2, min(7, most)) if choose.random() < 0.97 else most
        yield [_thing(choose, size, number) for number in range(size)]


def _thing(choose: Random, size: int, number: int) -> Thing:
    needs = []
    for _ in range(choose.choice((0, 1, 1, 2, 2, 3))):
        others = [other for other in range(size) if other != number and (other > number or choose.random() < 0.3)]
        members = tuple(choose.sample(others, min(len(others), choose.choice((1, 1, 2, 3, 4)))))
        if members:
            need = choose.randint(1, len(members))
            needs.append(Need(members, need, choose.random() < 0.15, choose.choice((0, 0, 0, 0, 60, 600))))
    availability = choose.choice((None, 0.5, 0.9, 0.99, 0.999)) if choose.random() < 0.8 else None
    return Thing(tuple(needs), availability)


def levels(model: Model, failed: dict[int, int], without_tolerant: bool = False) -> list[int]:
    """The least fixpoint of SEMANTICS 2, by asking everybody until nothing changes."""
    found = [failed.get(number, OK) for number in range(len(model))]
    while True:
        after = [
            max([failed.get(number, OK), *(_passed(one, found) for one in thing.needs if _felt(one, without_tolerant))])
            for number, thing in enumerate(model)
        ]
        if after == found:
            return found
        found = after


def _felt(one: Need, without_tolerant: bool) -> bool:
    return not (without_tolerant and one.tolerates)


def _passed(one: Need, found: Sequence[int]) -> int:
    members = [found[member] for member in one.members]
    usable = len([level for level in members if level < DOWN])
    good = len([level for level in members if level < DEGRADED])
    if usable < one.need:
        level = DOWN
    elif good < one.need:
        level = DEGRADED
    elif one.need == len(members):
        level = max(members)
    else:
        level = AT_RISK if good < len(members) else OK
    return max(0, level - 1) if one.soft else level


def falls(model: Model, top: int, failing: Collection[int], without_tolerant: bool = False) -> bool:
    return levels(model, dict.fromkeys(failing, DOWN), without_tolerant)[top] == DOWN


def cut_sets(model: Model, top: int, order: int, among: Collection[int]) -> set[frozenset[int]]:
    """The minimal sets of others whose failure takes the top down, smallest first."""
    found: set[frozenset[int]] = set()
    for size in range(1, order + 1):
        for chosen in map(frozenset, combinations(sorted(set(among) - {top}), size)):
            if not any(one < chosen for one in found) and falls(model, top, chosen):
                found.add(chosen)
    return found


def states(model: Model, top: int) -> dict[frozenset[int], bool]:
    """Whether each set of failures, of those that can fail, takes the top down."""
    shaky = [number for number, thing in enumerate(model) if thing.availability is not None]
    sets = (frozenset(compress(shaky, fails)) for fails in product((False, True), repeat=len(shaky)))
    return {failing: falls(model, top, failing, without_tolerant=True) for failing in sets}


def unavailability(model: Model, down: dict[frozenset[int], bool], sure: dict[int, bool]) -> float:
    """The sum over all sets of failures that take the top down, of how likely each is; of some it is sure."""
    chances = {number: 1 - thing.availability for number, thing in enumerate(model) if thing.availability is not None}
    chances |= {number: float(fails) for number, fails in sure.items()}
    return sum(
        prod(chance if number in failing else 1 - chance for number, chance in chances.items())
        for failing, falls_then in down.items()
        if falls_then
    )


def landscape(model: Model) -> Landscape:
    """The same as somebody would write it: CIs named a, b, c, …"""
    return landscape_of_files({"all.yaml": "\n---\n".join(_text(thing, number) for number, thing in enumerate(model))})


def name(number: int) -> str:
    return chr(ord("a") + number)


def _text(thing: Thing, number: int) -> str:
    needs = ", ".join(
        f"{{anyOf: [{', '.join(f'ci:{name(member)}' for member in one.members)}], need: {one.need}"
        + (", mode: soft" if one.soft else "")
        + (f", tolerates: {one.tolerates}s" if one.tolerates else "")
        + "}"
        for one in thing.needs
    )
    own = f", availability: {thing.availability * 100:g}%" if thing.availability is not None else ""
    spec = f"{{type: server, dependsOn: [{needs}]{own}}}"
    return f"{{apiVersion: itsm/v1, kind: CI, metadata: {{name: {name(number)}}}, spec: {spec}}}"
