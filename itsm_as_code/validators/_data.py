"""What rules about classified data share: where the data of an entity lie, stores that say nothing passed through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity
from itsm_as_code.validators._entities import of


class Flow(NamedTuple):
    """Data of a classified entity lie with a store; `path` is the dependency by which they leave the entity."""

    source: Entity
    path: FieldPath
    store: Entity
    way: tuple[Ref, ...]

    @property
    def direct(self) -> bool:
        """Whether the entity keeps them there itself."""
        return not self.way


def flows(landscape: Landscape) -> Iterator[Flow]:
    """Where classified data lie: directly, and on from each store that has no class of its own."""
    stores: dict[Ref, list[Dependency]] = {}
    for one in landscape.dependencies:
        if one.data:
            stores.setdefault(one.source, []).append(one)
    for entity in of(landscape, "service", "ci") if stores else ():
        if entity.model.spec.data_classification is not None and entity.facts.lifecycle != "retired":
            yield from _flows(landscape, entity, stores)


def _flows(landscape: Landscape, source: Entity, stores: dict[Ref, list[Dependency]]) -> Iterator[Flow]:
    seen = {source.ref}
    agenda: list[tuple[Ref, FieldPath, tuple[Ref, ...]]] = [(source.ref, (), ())]
    while agenda:
        ref, path, way = agenda.pop()
        for one in stores.get(ref, ()):
            for member in one.members:
                store = landscape.entities.get(member)
                if member in seen or store is None:
                    continue
                seen.add(member)
                leaving = path or one.path
                yield Flow(source, leaving, store, way)
                if store.model.spec.data_classification is None:
                    agenda.append((member, leaving, (*way, member)))
