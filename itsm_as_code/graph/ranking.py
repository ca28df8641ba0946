"""The single points of failure of a whole landscape, by the services that each takes down."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.graph.single_points import SharedCause, SinglePoints, ones, services, shared_causes, single_points
from itsm_as_code.model import Ref

CRITICALITIES = ("critical", "high", "medium", "low")
"""How much can hang on a service, most first."""
NAMED = 5
"""How many of the services that a point takes down are named."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What one entity takes down alone: how many services of each criticality, and the gravest by name."""

    ref: Ref
    services: Mapping[str, int]
    gravest: tuple[Ref, ...]

    @property
    def total(self) -> int:
        """How many services it takes down."""
        return sum(self.services.values())


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every single point of failure, the gravest first, and the redundancy that is none."""

    points: tuple[Toll, ...]
    services: int
    safe: int
    shared: tuple[SharedCause, ...]


def ranking(landscape: Landscape, among: Collection[Ref] | None = None) -> Ranking:
    """What each entity `among` these, any if left out, takes down alone, of the services in use.

    Ranked by critical services first, then by those of high criticality, and so on.

    >>> from itsm_as_code.graph import connect
    >>> from itsm_as_code.model import TextFile
    >>> from itsm_as_code.reading import read
    >>> text = '''
    ... {apiVersion: itsm/v1, kind: Service, metadata: {name: shop}, spec: {dependsOn: [ci:line, service:dns]}}
    ... --- {apiVersion: itsm/v1, kind: Service, metadata: {name: dns}, spec: {dependsOn: [ci:line]}}
    ... --- {apiVersion: itsm/v1, kind: CI, metadata: {name: line}, spec: {type: network-device}}
    ... '''
    >>> landscape = connect(read([TextFile("shop.yaml", text.encode())]))
    >>> [(str(toll.ref), toll.total) for toll in ranking(landscape).points]
    [('ci:line', 2), ('service:dns', 1)]
    """
    by_criticality = _in_use(landscape)
    wanted = [ref for group in by_criticality.values() for ref in group]
    points = single_points(landscape, wanted, among)
    tolls = {word: points.tolls(group) for word, group in by_criticality.items()}
    gravest = _gravest(points, wanted)
    found = [
        Toll(ref, {word: tolls[word].get(ref, 0) for word in CRITICALITIES}, tuple(named))
        for ref, named in gravest.items()
    ]
    found.sort(key=lambda toll: ([-toll.services[word] for word in CRITICALITIES], toll.ref))
    safe = sum(points.bits[ref] == 0 for ref in wanted)
    return Ranking(tuple(found), len(wanted), safe, shared_causes(landscape, wanted, among))


def _in_use(landscape: Landscape) -> dict[str, list[Ref]]:
    """The services that people use now, by criticality."""
    found: dict[str, list[Ref]] = {word: [] for word in CRITICALITIES}
    for ref in services(landscape):
        spec = landscape.entities[ref].model.spec
        if spec.lifecycle in ("live", "deprecated"):
            found[spec.criticality].append(ref)
    return found


def _gravest(points: SinglePoints, wanted: Sequence[Ref]) -> dict[Ref, list[Ref]]:
    """For each point the first few it takes down; whoever has enough isn't looked at any more."""
    found: dict[int, list[Ref]] = {}
    looked_for = -1
    for ref in wanted:
        for number in ones(points.bits[ref] & looked_for):
            named = found.setdefault(number, [])
            named.append(ref)
            if len(named) == NAMED:
                looked_for &= ~(1 << number)
    return {points.candidates[number]: named for number, named in found.items()}
