"""Whom to tell of an outage: customers whose promises are touched, and owners of what is hit, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from itsm_as_code.graph.agreements import target_of
from itsm_as_code.graph.dependency import Level
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref


def contacts(
    landscape: Landscape, levels: Mapping[Ref, Level], agreements: Iterable[tuple[Ref, Ref]], broken: frozenset[Ref]
) -> tuple[tuple[Ref, str], ...]:
    """Each once, sorted, with the gravest reason; `agreements` have their services, `broken` are those breached.

    `levels` have the worst first.
    """
    found: dict[Ref, str] = {}
    pairs = sorted(agreements, key=lambda pair: (pair[0] not in broken, -levels[pair[1]], pair))
    for ref, because in (*_customers(landscape, levels, pairs, broken), *_owners(landscape, levels)):
        found.setdefault(ref, because)
    return tuple(sorted(found.items()))


def _customers(
    landscape: Landscape, levels: Mapping[Ref, Level], pairs: Iterable[tuple[Ref, Ref]], broken: frozenset[Ref]
) -> Iterator[tuple[Ref, str]]:
    for agreement, service in pairs:
        customer = target_of(landscape, agreement, "customer")
        if customer is not None:
            breach = ", breach" if agreement in broken else ""
            yield customer, f"{agreement}: {service} {levels[service].spoken}{breach}"


def _owners(landscape: Landscape, levels: Mapping[Ref, Level]) -> Iterator[tuple[Ref, str]]:
    owners, told = landscape.owners, set[Ref]()
    for ref, level in levels.items():
        owner = owners.get(ref)
        if owner is not None and owner not in told:
            told.add(owner)
            yield owner, f"owns {ref}: {level.spoken}"
