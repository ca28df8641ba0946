"""What rules about belonging share: ways upward that come back to where they began."""

from __future__ import annotations

from collections.abc import Iterator

from itsm_as_code.graph import Landscape, Link
from itsm_as_code.model import Ref
from itsm_as_code.validators._rule import Complaint


def circles(landscape: Landscape, relation: str, words: str, shortest: int = 1) -> Iterator[Complaint]:
    """Each circle once, at its first entity by name; `shortest` is how many entities it has at least."""
    above = {link.source: link for link in landscape.links if link.relation == relation}
    seen: set[Ref] = set()
    for start in above:
        way: list[Ref] = []
        ref = start
        while ref in above and ref not in seen:
            seen.add(ref)
            way.append(ref)
            ref = above[ref].target
        if ref in way and len(way) - way.index(ref) >= shortest:
            yield _complaint(landscape, [above[one] for one in way[way.index(ref) :]], words)


def _complaint(landscape: Landscape, circle: list[Link], words: str) -> Complaint:
    first = min(range(len(circle)), key=lambda number: circle[number].source)
    ordered = circle[first:] + circle[:first]
    names = " → ".join(str(link.source) for link in (*ordered, ordered[0]))
    places = tuple((landscape.entities[link.source], link.path, "and here") for link in ordered[1:])
    entity = landscape.entities[ordered[0].source]
    return Complaint(entity, ordered[0].path, f"{words}: {names}", "remove one of the steps", related=places)
