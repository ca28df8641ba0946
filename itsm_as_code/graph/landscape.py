"""The landscape: every entity with every reference found, and what depends on what. The hinge of the house."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph import _names
from itsm_as_code.graph._extends import with_inherited
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.model import DEFAULT_NAMESPACE, FieldPath, Ref, parse_ref
from itsm_as_code.reading import Catalog, Entity, Need, nearest
from itsm_as_code.schemas import Reference, Travel

if TYPE_CHECKING:
    import networkx as nx


HOLDS_DATA = ("stores-on", "stores-in")
"""Relation types that say by themselves that the data lie there."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Link(NamedTuple):
    """A reference and what it leads to; `known` is false where nothing there has that name."""

    source: Ref
    path: FieldPath
    written: Ref
    target: Ref
    known: bool
    kinds: tuple[str, ...]

    @property
    def relation(self) -> str:
        """The field it stands in: `owner`, `dependsOn`, `supportedBy`."""
        return str(self.path[1])  # behind metadata or spec


@dataclass(frozen=True, eq=False)
class Landscape:
    """A catalog hung together. Made by `connect`; everything in it is sorted and never changes.

    `entities` are those somebody wrote; `names` leads from every name and alias to the entity that
    has it, shipped and refused ones included.
    """

    catalog: Catalog
    entities: Mapping[Ref, Entity]
    shipped: Mapping[Ref, Entity]
    names: Mapping[Ref, Ref]
    links: tuple[Link, ...]
    dependencies: tuple[Dependency, ...]

    def find(self, ref: Ref) -> Entity | None:
        """The entity of this name, shipped ones included."""
        return self.entities.get(ref) or self.shipped.get(ref)

    def named(self, text: str) -> Ref:
        """The entity or dangling name somebody means by `kind:name` or by a bare name.

        Raises:
            WrongUse: nothing has this name, or several kinds have; the message lists the nearest.
        """
        ref = parse_ref(text)
        if ref.kind:
            found = _names.resolve(ref, DEFAULT_NAMESPACE, self.names)
            if found in self.names or found in self.missing:
                return found
        else:
            fits = self._called(ref.namespace or DEFAULT_NAMESPACE, ref.name)
            if len(fits) == 1:
                return fits[0]
            if fits:
                raise WrongUse(f"{text!r} is the name of several", f"say which: {', '.join(map(str, fits))}")
        near = nearest(
            str(ref), [str(one) for one in self.nodes] + ([] if ref.kind else [one.name for one in self.nodes])
        )
        raise WrongUse(
            f"there is no {text!r} here",
            f"did you mean {' or '.join(near)}?" if near else "itsm ls lists what there is",
        )

    def _called(self, namespace: str, name: str) -> list[Ref]:
        """The entities and dangling names of any kind that answer to a name; shipped ones have to be asked for."""
        names = (one for one in (*self.names, *self.missing) if (one.namespace, one.name) == (namespace, name))
        return sorted({self.names.get(one, one) for one in names} - self.shipped.keys())

    def title(self, ref: Ref) -> str:
        """What people call it; its name where it is unknown."""
        entity = self.find(ref)
        return entity.model.title if entity else ref.name

    @cached_property
    def missing(self) -> frozenset[Ref]:
        """Names that are referred to and belong to nobody; they are nodes of the graph all the same."""
        return frozenset(link.target for link in self.links if not link.known)

    @cached_property
    def nodes(self) -> tuple[Ref, ...]:
        """All entities and all dangling names, sorted."""
        return tuple(sorted({*self.entities, *self.missing}))

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entity, ...]]:
        """The entities of each kind, sorted."""
        return _grouped((ref.kind, entity) for ref, entity in self.entities.items())

    @cached_property
    def dependencies_of(self) -> Mapping[Ref, tuple[Dependency, ...]]:
        """What each entity needs."""
        return _grouped((dependency.source, dependency) for dependency in self.dependencies)

    @cached_property
    def dependencies_on(self) -> Mapping[Ref, tuple[int, ...]]:
        """The numbers, in `dependencies`, of those that have an entity among their members."""
        pairs = ((member, number) for number, one in enumerate(self.dependencies) for member in one.members)
        return _grouped(pairs)

    @cached_property
    def links_from(self) -> Mapping[Ref, tuple[Link, ...]]:
        """The references that stand in each entity."""
        return _grouped((link.source, link) for link in self.links)

    @cached_property
    def links_to(self) -> Mapping[Ref, tuple[Link, ...]]:
        """The references that lead to each entity."""
        return _grouped((link.target, link) for link in self.links)

    @cached_property
    def owners(self) -> Mapping[Ref, Ref]:
        """The team or person that each entity says it belongs to."""
        return {link.source: link.target for link in self.links if link.relation == "owner"}

    def needs(self, ref: Ref) -> tuple[Ref, ...]:
        """What an entity directly depends on, sorted."""
        return tuple(sorted({member for one in self.dependencies_of.get(ref, ()) for member in one.members}))

    def needed_by(self, ref: Ref) -> tuple[Ref, ...]:
        """What directly depends on an entity, sorted."""
        return tuple(sorted({self.dependencies[number].source for number in self.dependencies_on.get(ref, ())}))

    @cached_property
    def graph(self) -> nx.DiGraph[Ref]:
        """The dependencies as a NetworkX graph: an edge leads from an entity to what it needs.

        Nodes are Refs with `kind`, `title` and `missing`; edges carry `relations`, the dependencies
        they stand for. Made once, when first asked for; analyses of this package don't need it.
        """
        from itsm_as_code.graph.network import network  # noqa: PLC0415 - networkx takes 0.4 s to import

        return network({ref: self.title(ref) for ref in self.nodes}, self.missing, self.dependencies)


def _grouped(pairs: Iterator[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    found: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def connect(catalog: Catalog) -> Landscape:
    """Finds what every reference means and what depends on what. Refuses nothing: rules tell what dangles."""
    written: dict[Ref, Entity] = {}
    shipped = {entity.ref: entity for entity in catalog.entities if entity.shipped}
    for entity in catalog.entities:
        if not entity.shipped:
            written.setdefault(entity.ref, entity)
    known = _names.index([*shipped.values(), *written.values()], catalog.refused)
    meant = _names.resolver(known)
    written = with_inherited(written, meant)
    links: list[Link] = []
    found: list[Dependency] = []
    for entity in written.values():
        facts = entity.facts
        for reference in facts.references:
            link = _link(entity, reference, known, meant)
            links.append(link)
            if reference.field.travel is not Travel.NONE:
                found.append(_along(link, reference.field.travel))
        found += [_dependency(entity.ref, one, meant) for one in facts.needs]
    return Landscape(catalog, written, shipped, known, tuple(links), tuple(sorted(found, key=_source)))


def _source(one: Dependency) -> Ref:
    """Sorting keeps the order in which an entity's own were written; the entities are sorted already."""
    return one.source


def _link(source: Entity, reference: Reference, known: Mapping[Ref, Ref], meant: _names.Resolver) -> Link:
    writer = source.origin(reference.path)[0] if source.origins else source
    target = meant(reference.ref, writer.ref.namespace)
    return Link(source.ref, reference.path, reference.ref, target, target in known, reference.field.kinds)


def _along(link: Link, travel: Travel) -> Dependency:
    """The dependency that a reference is by itself, where its field carries failure."""
    needing, needed = (link.source, link.target) if travel is Travel.FROM_TARGET else (link.target, link.source)
    return Dependency(needing, (needed,), 1, False, 0, "", link.relation, link.source, link.path)


def _dependency(source: Ref, one: Need, meant: _names.Resolver) -> Dependency:
    members = tuple(dict.fromkeys([meant(member, source.namespace) for member in one.members]))
    need = math.ceil(len(members) * Fraction(one.share) / 100) if one.share else one.need
    return Dependency(
        source,
        members,
        need,
        one.soft,
        one.tolerates,
        one.name,
        one.relation,
        source,
        one.path,
        one.data or one.relation in HOLDS_DATA,
        one.group,
        len(one.members),
    )
