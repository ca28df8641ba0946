"""What if: a landscape that differs from the written one in something that is assumed, without editing a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from itsm_as_code.errors import WrongUse
from itsm_as_code.graph.dependency import Dependency
from itsm_as_code.graph.landscape import Landscape
from itsm_as_code.model import Ref

_REMOVED = re.compile(r"(\S+)\s+(?:is\s+)?removed", re.IGNORECASE)
_NEEDS = re.compile(r"(\S+)\s+(no\s+longer\s+)?dependsOn\s+(\S+)", re.IGNORECASE)
HOW = "write 'ci:db-2 removed', 'service:x dependsOn ci:y' or 'service:x no longer dependsOn ci:y'"


def assume(landscape: Landscape, assumptions: Iterable[str]) -> Landscape:
    """The landscape in which all of this holds, one after the other.

    `ci:db-2 removed` takes an entity away, out of the groups it is a member of, too: they need as many as before, of
    fewer. `service:x dependsOn ci:y` adds a hard dependency, `service:x no longer dependsOn ci:y` takes every direct
    one away.

    Raises:
        WrongUse: an assumption can't be read, names what isn't there, or leaves somebody without what it needs.
    """
    for text in assumptions:
        landscape = _assume(landscape, text.strip())
    return landscape


def _assume(landscape: Landscape, text: str) -> Landscape:
    if removed := _REMOVED.fullmatch(text):
        return _without(landscape, landscape.named(removed[1]))
    needs = _NEEDS.fullmatch(text)
    if needs is None:
        raise WrongUse(f"{text!r} is nothing that can be assumed", HOW)
    source, member = landscape.named(needs[1]), landscape.named(needs[3])
    return _no_longer(landscape, source, member) if needs[2] else _also(landscape, source, member)


def _also(landscape: Landscape, source: Ref, member: Ref) -> Landscape:
    if source == member:
        raise WrongUse(f"{source} can't depend on itself", HOW)
    added = Dependency(source, (member,), 1, False, 0, "", "dependsOn", source, ("spec", "dependsOn"))
    return _with(landscape, (*landscape.dependencies, added))


def _no_longer(landscape: Landscape, source: Ref, member: Ref) -> Landscape:
    """Whoever doesn't need one of all any more needs all of the others."""
    if member not in landscape.needs(source):
        needed = ", ".join(map(str, landscape.needs(source)[:6])) or "nothing"
        raise WrongUse(f"{source} doesn't depend on {member} directly", f"it depends on {needed}")
    kept = []
    for one in landscape.dependencies:
        if one.source != source or member not in one.members:
            kept.append(one)
        elif len(one.members) > 1:
            left = _less(one, member)
            kept.append(left._replace(need=min(one.need, len(left.members))))
    return _with(landscape, kept)


def _without(landscape: Landscape, gone: Ref) -> Landscape:
    kept = []
    for one in landscape.dependencies:
        if one.source == gone:
            continue
        if gone in one.members:
            one = _less(one, gone)  # noqa: PLW2901 - the same dependency, of fewer
            if len(one.members) < one.need:
                raise WrongUse(
                    f"without {gone}, {one.source} lacks what it needs",
                    f"ask itsm impact {gone}, or assume first: '{one.source} no longer dependsOn {gone}'",
                )
        kept.append(one)
    return replace(
        _with(landscape, kept),
        entities={ref: entity for ref, entity in landscape.entities.items() if ref != gone},
        names={name: ref for name, ref in landscape.names.items() if ref != gone},
        links=tuple(link for link in landscape.links if gone not in (link.source, link.target)),
    )


def _less(one: Dependency, member: Ref) -> Dependency:
    return one._replace(members=tuple(ref for ref in one.members if ref != member))


def _with(landscape: Landscape, dependencies: Iterable[Dependency]) -> Landscape:
    """Sorted by their sources as in every landscape; what was added stands behind what was written."""
    return replace(landscape, dependencies=tuple(sorted(dependencies, key=lambda one: one.source)))
