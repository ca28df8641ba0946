"""Failure as a decision diagram: exact answers about all sets of failures at once. The only module that knows oxidd.

A binary decision diagram (Bryant 1986) asks event after event, in one order for all, whether it has happened, and
shares what is alike. How large it gets is decided by that order: here the events as one meets them on the way down
from the top, what is written first first, which keeps together what belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from oxidd.bdd import BDDFunction, BDDManager
from oxidd.util import DDMemoryError
from oxidd.zbdd import ZBDDFunction, ZBDDManager

from itsm_as_code.graph._diagram import ENDS, FALSE, TRUE, Diagram, Node
from itsm_as_code.graph._structure import Gate, Structure, Top

NODES = 1 << 20
"""The most nodes a diagram may have. Where it needs more, there is no diagram: an answer in time, or none."""
FEW = 1 << 14
"""Room for most questions; more is taken only where this is too little, since taking it costs time."""
EVENTS = 5_000
"""The most events: so deep goes the library's recursion, and a thread's stack holds ten times that."""

ADDRESSES = 8 << 30
"""Bytes of address space that the library must be able to have: it gives each worker a stack of a GiB, and where that
is refused it ends the whole process. Little of it is ever used."""

Function = TypeVar("Function", BDDFunction, ZBDDFunction)


def event_order(house: Structure, tops: Iterable[Top], happens: Iterable[int]) -> tuple[int, ...]:
    """The events in the order in which they are met on the way down from the tops, depth first."""
    wanted, seen, found = set(happens), set[int](), list[int]()
    agenda: list[int] = []
    for top in list(tops)[::-1]:
        agenda += [*_members(top.gates), top.number]
    while agenda:
        number = agenda.pop()
        if number not in seen:
            seen.add(number)
            found += [number] if number in wanted else []
            agenda += _members(house.gates[number])
    return tuple(found)


def failures(house: Structure, events: Sequence[int], tops: Sequence[Top]) -> list[Diagram] | None:
    """When the dependencies of each top take it down, as diagrams over the same nodes; None where that is too large.

    What depends on a top in turn, round a circle, stands on the same dependencies: the top's own event is
    left out of them. For failure that only grows, "for all values of the event" says just that.
    """
    for room in (FEW, NODES) if len(events) <= EVENTS and _may_work() else ():
        manager = BDDManager(room, room // 4, 1)
        manager.add_vars(len(events))
        own = {number: manager.var(place) for place, number in enumerate(events)}
        try:
            down = _fallen(house, own, manager.false())
            return _read([_failure(top, own, down, manager.false()) for top in tops], events)
        except DDMemoryError:
            continue
    return None


def minimal_sets(failure: Diagram, events: Sequence[int]) -> Diagram | None:
    """The smallest sets of events that suffice, as a zero-suppressed diagram; None where it becomes too large.

    Rauzy (1993), "New algorithms for fault trees analysis". For failure that only grows, the sets with an
    event are the minimal ones of what is left to happen, but for those that suffice without it.
    """
    places = {number: place for place, number in enumerate(events)}
    for room in (FEW, NODES):
        manager = ZBDDManager(room, room // 4, 1)
        manager.add_vars(len(events))
        sets = [manager.empty(), manager.base()]
        try:
            for node in failure.nodes[2:]:
                high, low = sets[node.high], sets[node.low]
                sets.append(manager.singleton(places[node.event]).make_node(high - low, low))
            return _read([sets[failure.top]], events)[0]
        except DDMemoryError:
            continue
    return None


def _may_work() -> bool:
    """Whether nobody has limited this process to less than the library wants (`ulimit -v`)."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows, nor such a limit
    except ImportError:
        return True
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit == resource.RLIM_INFINITY or limit >= ADDRESSES


def _fallen(house: Structure, own: Mapping[int, BDDFunction], never: BDDFunction) -> list[BDDFunction]:
    """When each entity is down: the least fixpoint, from what is needed to who needs it, round each circle."""
    down = [own.get(number, never) for number in range(len(house.refs))]
    for group in house.order:
        changed = True
        while changed:
            changed = False
            for number in group:
                before = down[number]
                for gate in house.gates[number]:
                    down[number] |= _passes(gate, down, never)
                changed |= len(group) > 1 and down[number] != before
    return down


def _passes(gate: Gate, down: Sequence[BDDFunction], never: BDDFunction) -> BDDFunction:
    """When enough of a dependency's members are down."""
    if gate.failing > len(gate.members):
        return never
    sums = [never] * gate.failing  # sums[j]: more than j of those seen are down
    for member in gate.members:
        for more in range(gate.failing - 1, 0, -1):
            sums[more] |= sums[more - 1] & down[member]
        sums[0] |= down[member]
    return sums[-1]


def _failure(top: Top, own: Mapping[int, BDDFunction], down: Sequence[BDDFunction], never: BDDFunction) -> BDDFunction:
    found = never
    for gate in top.gates:
        found |= _passes(gate, down, never)
    return found.forall(own[top.number]) if top.number in own else found


def _read(functions: Sequence[Function], events: Sequence[int]) -> list[Diagram]:
    """Functions of the library as plain nodes, without recursion."""
    nodes = list(ENDS)
    places: dict[Function, int] = {}
    agenda = list(functions)
    while agenda:
        one = agenda[-1]
        below = one.cofactors()
        if one in places:
            agenda.pop()
        elif below is None:
            places[agenda.pop()] = TRUE if one.satisfiable() else FALSE
        elif missing := [each for each in below if each not in places]:
            agenda += missing
        else:
            variable = one.node_var()
            assert variable is not None
            places[agenda.pop()] = len(nodes)
            nodes.append(Node(events[variable], places[below[0]], places[below[1]]))
    return [Diagram(nodes, places[one]) for one in functions]


def _members(gates: Iterable[Gate]) -> list[int]:
    """The members of dependencies, those written first at the end."""
    return [member for gate in gates for member in gate.members][::-1]
