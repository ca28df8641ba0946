"""What the rules about weak points share: what an organisation accepts, and where an entity is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Ref
from itsm_as_code.reading import Entity

RELATED = 3
"""Other places shown with a finding; `itsm cuts` has them all."""


def accepted(refs: Iterable[Ref], patterns: Collection[str]) -> frozenset[Ref]:
    """Those that the organisation accepts, by names with * such as `ci:hq-*`."""
    return frozenset(ref for ref in refs if any(fnmatchcase(str(ref), one.lower()) for one in patterns))


def places(landscape: Landscape, refs: Iterable[Ref], words: str) -> tuple[tuple[Entity, FieldPath, str], ...]:
    """Where the first few of them are written, each with these words."""
    found = [landscape.entities[ref] for ref in refs if ref in landscape.entities]
    return tuple((entity, ("metadata", "name"), words) for entity in found[:RELATED])


def listed(refs: Collection[Ref]) -> str:
    """The first few by name, and how many more there are."""
    names = [str(ref) for ref in refs][:RELATED]
    more = len(refs) - len(names)
    return ", ".join(names) + (f" and {more:,} more" if more else "")
