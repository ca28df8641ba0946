"""Draws the pages of all entities, on all cores where there are many: a process takes a share, and sends back pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from itsm_as_code.cores import spread
from itsm_as_code.model import TextFile
from itsm_as_code.website._entity import entity_page
from itsm_as_code.website._site import Site

WORTH_IT = 1_000
"""Pages from which a second process wins more than it costs to start."""
SHARE = 100
"""Pages that a process draws before it sends them."""


Told = Callable[[int, int], None]


class _Share(NamedTuple):
    site: Site
    start: int


def entity_pages(sites: Sequence[Site], processes: int, told: Told | None = None) -> Iterator[TextFile]:
    """The pages of all entities in all languages, in a fixed order; `told` hears how many there are, of how many."""
    shares = [_Share(site, start) for site in sites for start in range(0, len(site.paged), SHARE)]

    def drawn(number: int) -> list[tuple[str, bytes]]:
        site, start = shares[number]
        refs = site.paged[start : start + SHARE]
        pages = (entity_page(site, site.landscape.entities[ref]) for ref in refs)
        return [(page.path, page.data) for page in pages]

    total = sum(len(one.paged) for one in sites)

    def done(number: int) -> None:
        if told is not None:
            told(min(number * SHARE, total), total)

    found = spread(drawn, range(len(shares)), processes, done) if total >= WORTH_IT else None
    for number, some in enumerate(map(drawn, range(len(shares))) if found is None else found, 1):
        done(number)
        yield from (TextFile(path, data) for path, data in some)
