"""Which entity a reference means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.reading import Entity, Refused


def index(entities: Iterable[Entity], refused: Iterable[Refused]) -> dict[Ref, Ref]:
    """Every name an entity answers to, its aliases too; its own name wins over another's alias.

    Refused entities are in it: they are there, only broken.
    """
    known: dict[Ref, Ref] = {}
    listed = list(entities)
    for entity in listed:
        for alias in entity.facts.aliases:
            known.setdefault(entity.ref._replace(name=alias), entity.ref)
    known |= {one.ref: one.ref for one in refused}
    return known | {entity.ref: entity.ref for entity in listed}


def resolve(written: Ref, namespace: str, known: Mapping[Ref, Ref]) -> Ref:
    """The entity a reference means, seen from a namespace.

    Without a namespace, a name is looked for beside the entity that uses it, then in `default`.
    What isn't found keeps the name it was given, so that a dangling reference is one node.
    """
    kind, said, name = written
    for place in (said,) if said else (namespace, DEFAULT_NAMESPACE):
        found = known.get(Ref(kind, place, name))
        if found is not None:
            return found
    return written if said else Ref(kind, DEFAULT_NAMESPACE, name)


Resolver = Callable[[Ref, str], Ref]


def resolver(known: Mapping[Ref, Ref]) -> Resolver:
    """`resolve` over these names, which remembers: the same few references are written in many places."""
    return cache(lambda written, namespace: resolve(written, namespace, known))
