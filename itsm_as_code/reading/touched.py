"""What differs between two readings of the same few files, in the words in which rules say what they look at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from itsm_as_code.model import Ref
from itsm_as_code.reading._facts import Facts
from itsm_as_code.reading.catalog import Catalog, Entity

_DEPTH = 3
"""So deep fields are told apart: `spec.attributes.cpu`."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The entities that stand in these files, before or now, and the fields in which any of them differs.

    Fields are `ci:spec.attributes.cpu`, `ci:references` where something leads elsewhere, `ci:names` where
    something is called otherwise, and `ci:*` where an entity came, went or can't be read.
    """

    refs: frozenset[Ref]
    fields: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of which anything differs."""
        return frozenset(field.partition(":")[0] for field in self.fields)

    @property
    def comings(self) -> bool:
        """Whether an entity came, went or can't be read."""
        return any(field.endswith(":*") for field in self.fields)


def touched(before: Catalog, after: Catalog) -> Touched:
    """What differs; where entities lie in their files makes no difference."""
    old, new = _by_name(before), _by_name(after)
    refs = frozenset(old.keys() | new.keys())
    fields = {f"{ref.kind}:{field}" for ref in refs for field in _fields(old.get(ref, ()), new.get(ref, ()))}
    return Touched(refs, frozenset(fields))


def _by_name(catalog: Catalog) -> dict[Ref, tuple[Entity | None, ...]]:
    """What bears each name; None is an entity that can't be read."""
    found: dict[Ref, tuple[Entity | None, ...]] = {}
    for entity in catalog.entities:
        if not entity.shipped:
            found[entity.ref] = (*found.get(entity.ref, ()), entity)
    for refused in catalog.refused:
        for name in (refused.ref.name, *refused.formerly):
            ref = refused.ref._replace(name=name)
            found[ref] = (*found.get(ref, ()), None)
    return found


def _fields(old: tuple[Entity | None, ...], new: tuple[Entity | None, ...]) -> Iterator[str]:
    before, after = (some[0] if len(some) == 1 else None for some in (old, new))
    if before is None or after is None:
        yield from ("*", "names", "references")
        return
    was, now = before.facts, after.facts
    differing = set(_differing(before.written(), after.written(), ()))
    yield from differing
    if any(_inside(one, other) for one in differing for other in (*_leading(was), *_leading(now))):
        yield "references"
    if was.aliases != now.aliases or before.model.metadata.formerly != after.model.metadata.formerly:
        yield from ("names", "references")


def _inside(field: str, other: str) -> bool:
    """Whether one lies inside the other, as `spec.dependsOn` does in `spec`."""
    return f"{field}.".startswith(f"{other}.") or f"{other}.".startswith(f"{field}.")


def _leading(facts: Facts) -> set[str]:
    """The fields in which references and dependencies stand."""
    return {
        f"{path[0]}.{path[1]}" for path in (*(one.path for one in facts.references), *(one.path for one in facts.needs))
    }


def _differing(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[str]:
    """The paths at which two values differ; texts decide, so that 1, 1.0 and true are three."""
    if len(path) < _DEPTH and isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() | new.keys():
            if key in old and key in new:
                yield from _differing(old[key], new[key], (*path, str(key)))
            else:
                yield ".".join((*path, str(key)))
    elif json.dumps(old, default=repr) != json.dumps(new, default=repr):
        yield ".".join(path)
