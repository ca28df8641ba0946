"""What a selector can pick by: kind and name, owner, type, label, path and place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import DEFAULT_NAMESPACE, Ref
from itsm_as_code.reading import path_glob

_WILD = frozenset("*?[")


class Method(NamedTuple):
    """One way to pick: whom a value picks, and the values there are, for whoever mistypes one.

    `names`: a value is somebody's name, so that one which nobody has is a mistake wherever it stands.
    """

    picks: Callable[[Landscape, str], set[Ref]]
    values: Callable[[Landscape], Iterable[str]]
    names: bool = False


def is_exact(value: str) -> bool:
    """Whether a value means one name only."""
    return not _WILD & set(value)


def by_name(landscape: Landscape, value: str) -> set[Ref]:
    """Entities of any kind by their bare name."""
    named = (ref for name, ref in landscape.names.items() if fnmatchcase(name.name, value.lower()))
    return {ref for ref in named if ref in landscape.entities}


def names(landscape: Landscape) -> Iterator[str]:
    """The bare names there are."""
    return (ref.name for ref in landscape.entities)


def of_kind(kind: str) -> Method:
    """Picks entities of one kind by name, aliases included."""
    return Method(
        lambda landscape, value: _of_kind(landscape, kind, value),
        lambda landscape: (str(ref).partition(":")[2] for ref in landscape.entities if ref.kind == kind),
        names=True,
    )


def _of_kind(landscape: Landscape, kind: str, value: str) -> set[Ref]:
    pattern = value.lower() if "/" in value else f"{DEFAULT_NAMESPACE}/{value.lower()}"
    if is_exact(pattern):
        found = landscape.names.get(Ref(kind, *pattern.split("/", 1)))
        return {found} if found and found in landscape.entities else set()
    named = (ref for name, ref in landscape.names.items() if name.kind == kind and fnmatchcase(_path(name), pattern))
    return {ref for ref in named if ref in landscape.entities}


def _path(ref: Ref) -> str:
    return f"{ref.namespace}/{ref.name}"


def _kinds(landscape: Landscape, value: str) -> set[Ref]:
    return {ref for ref in landscape.entities if ref.kind == value.lower()}


def _named_in(landscape: Landscape, field: str, value: str) -> set[Ref]:
    """Whose field names something that this value fits: `web`, `team:web`, `lab/web`, `w*`."""
    fits = _fits(value)
    found: dict[Ref, bool] = {}
    chosen = set()
    for link in landscape.links:
        if link.relation == field:
            if link.target not in found:
                found[link.target] = fits(link.target)
            if found[link.target]:
                chosen.add(link.source)
    return chosen


def _fits(value: str) -> Callable[[Ref], bool]:
    kind, _, name = value.lower().rpartition(":")
    pattern = name if "/" in name else f"*/{name}"
    return lambda ref: kind in ("", ref.kind) and fnmatchcase(_path(ref), pattern)


def _values_in(field: str) -> Callable[[Landscape], Iterator[str]]:
    return lambda landscape: (link.target.name for link in landscape.links if link.relation == field)


def _typed(landscape: Landscape, value: str) -> set[Ref]:
    """CI types are entities of their own, those of services are words."""
    said = {ref for ref, entity in landscape.entities.items() if getattr(entity.model.spec, "type", None) == value}
    return said | _named_in(landscape, "type", value)


def _types(landscape: Landscape) -> Iterator[str]:
    yield from _values_in("type")(landscape)
    yield from (str(getattr(entity.model.spec, "type", "")) for entity in landscape.entities.values())


def _labelled(landscape: Landscape, value: str) -> set[Ref]:
    key, equals, wanted = value.partition("=")
    texts = ((ref, _labels(landscape, ref)) for ref in landscape.entities)
    return {ref for ref, have in texts if key in have and (not equals or fnmatchcase(have[key], wanted))}


def _labels(landscape: Landscape, ref: Ref) -> Mapping[str, str]:
    """The labels of an entity as people write them: `true`, not `True`."""
    labels = landscape.entities[ref].facts.labels
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in labels.items()}


def _label_values(landscape: Landscape) -> Iterator[str]:
    for ref in landscape.entities:
        for key, value in _labels(landscape, ref).items():
            yield from (key, f"{key}={value}")


def _below(landscape: Landscape, value: str) -> set[Ref]:
    """Entities by the file they stand in; a folder means everything below it."""
    expression = re.compile(f"{path_glob(value.strip('/'))}(?:/.*)?\\Z", re.DOTALL)
    return {ref for ref, entity in landscape.entities.items() if expression.match(entity.file.path)}


def _paths(landscape: Landscape) -> Iterator[str]:
    for entity in landscape.entities.values():
        folders = entity.file.path.split("/")
        yield from ("/".join(folders[:depth]) for depth in range(1, len(folders) + 1))


def _standing(landscape: Landscape, value: str) -> set[Ref]:
    """What stands in a place, or in something that stands there; the place itself is not in itself."""
    found = _named_in(landscape, "location", value)
    agenda = list(found)
    while agenda:
        for link in landscape.links_to.get(agenda.pop(), ()):
            if link.relation == "location" and link.source not in found:
                found.add(link.source)
                agenda.append(link.source)
    return found


METHODS: Mapping[str, Method] = {
    "kind": Method(_kinds, lambda landscape: (ref.kind for ref in landscape.entities)),
    "owner": Method(lambda landscape, value: _named_in(landscape, "owner", value), _values_in("owner"), names=True),
    "type": Method(_typed, _types),
    "label": Method(_labelled, _label_values),
    "path": Method(_below, _paths),
    "place": Method(_standing, _values_in("location"), names=True),
}
"""All but kinds, which have one each, and what a repository adds: state and selector."""
