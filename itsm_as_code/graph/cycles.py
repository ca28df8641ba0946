"""Cycles: entities that need one another. Legal, so this is information and no complaint."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def cycles(landscape: Landscape) -> tuple[tuple[Ref, ...], ...]:
    """The groups that need one another, each sorted; an entity that only needs itself is none.

    Most landscapes have none, which the standard library tells without importing networkx.
    """
    order = TopologicalSorter({ref: set(landscape.needs(ref)) - {ref} for ref in landscape.dependencies_of})
    try:
        order.prepare()
    except CycleError:
        from itsm_as_code.graph import network  # noqa: PLC0415 - networkx takes 0.4 s to import

        return network.cycles(landscape)
    return ()
