"""What takes an entity down: minimal cut sets, and redundancy that is none (SEMANTICS 6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph._diagram import Diagram, listed, sizes
from itsm_as_code.graph._fallen import fallen
from itsm_as_code.graph._structure import Structure, Top, below
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.single_points import SharedCause, ones, shared_causes
from itsm_as_code.model import Ref

LISTED = 1_000_000
"""The most cut sets that are listed; whoever has more has to ask for less."""

CutSet = tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Cuts:
    """The minimal cut sets of an entity up to an order: complete, the small ones first.

    `counts` says how many there are of each order from 1 on. `candidates` is how many entities could have
    been in one. `shared` are groups with spares, of the entity and all it hangs on, that one failure takes.
    """

    ref: Ref
    order: int
    sets: tuple[CutSet, ...]
    counts: Mapping[int, int]
    candidates: int
    shared: tuple[SharedCause, ...]


def cuts(landscape: Landscape, ref: Ref, order: int = 2, among: Collection[Ref] | None = None) -> Cuts:
    """The sets of at most `order` entities, not the entity itself, whose failure together takes it down.

    Only entities `among` these fail; any may, if left out. Exact, with shared members, groups and circles.

    Raises:
        WrongUse: the order is below 1, there are more than a million sets, or it can't be computed.

    >>> from itsm_as_code.graph import connect
    >>> from itsm_as_code.model import TextFile
    >>> from itsm_as_code.reading import read
    >>> text = '''
    ... {apiVersion: itsm/v1, kind: Service, metadata: {name: shop}, spec: {dependsOn: [ci:lb, {anyOf: [ci:a, ci:b]}]}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: lb}, spec: {type: load-balancer}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: a}, spec: {type: server}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: b}, spec: {type: server}}
    ... '''
    >>> landscape = connect(read([TextFile("shop.yaml", text.encode())]))
    >>> for one in cuts(landscape, landscape.named("service:shop")).sets:
    ...     print(*one)
    ci:lb
    ci:a ci:b
    """
    if order < 1:
        raise WrongUse(f"a cut set of order {order} has nothing in it", "ask for --order 1 or more")
    house = below(landscape, [ref])
    top = house.numbers[ref]
    failing = [n for n, one in enumerate(house.refs) if n != top and (among is None or one in among)]
    found = sorted(_sets(house, top, failing, order), key=lambda one: (len(one), one))
    counts = {size: sum(len(one) == size for one in found) for size in range(1, order + 1)}
    sets = tuple(tuple(house.refs[number] for number in one) for one in found)
    return Cuts(ref, order, sets, counts, len(failing), shared_causes(landscape, [ref], among))


def _sets(house: Structure, top: int, failing: list[int], order: int) -> list[tuple[int, ...]]:
    minimal = _minimal(house, top, failing)
    if minimal is None:
        return _one_after_the_other(house, top, failing, order)
    number = sum(sizes(minimal, order))
    if number > LISTED:
        words = f"there are {number:,} cut sets of up to {order}"
        raise WrongUse(words, "ask for a lower --order, or say --among whom")
    return list(listed(minimal, order))


def _minimal(house: Structure, top: int, failing: list[int]) -> Diagram | None:
    from itsm_as_code.graph import _decisions as decisions  # noqa: PLC0415 - oxidd takes a while to import

    wanted = [Top(top, house.gates[top])]
    events = decisions.event_order(house, wanted, failing)
    found = decisions.failures(house, events, wanted)
    return decisions.minimal_sets(found[0], events) if found else None


def _one_after_the_other(house: Structure, top: int, failing: list[int], order: int) -> list[tuple[int, ...]]:
    """The same without a diagram, for up to two failures: what takes it down alone, and what once another is down."""
    if order > 2:
        raise WrongUse(
            f"cut sets of {order} are too many to find here: {house.refs[top]} hangs on {len(failing):,} others",
            "ask for --order 2, or say --among whom",
        )
    places = {number: 1 << place for place, number in enumerate(failing)}
    single = fallen(house, places)[top]
    found: list[tuple[int, ...]] = [(failing[place],) for place in ones(single)]
    left = [number for number in failing if not places[number] & single] if order == 2 else []
    rest = {number: 1 << place for place, number in enumerate(left)}
    everywhere = (1 << len(left)) - 1
    for place, number in enumerate(left):
        down = fallen(house, rest | {number: everywhere})[top]
        found += [(number, left[other]) for other in ones(down) if other > place]
    return found
