"""What rules about written dependencies share: those that are groups, and the model behind each."""

from __future__ import annotations

from functools import lru_cache

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.schemas import Dependency as Written


@lru_cache(maxsize=1)
def needed(landscape: Landscape) -> tuple[Dependency, ...]:
    """The dependencies that stand under `dependsOn`; a location is one of another field."""
    return tuple(one for one in landscape.dependencies if one.path[1] == "dependsOn")


@lru_cache(maxsize=1)
def groups(landscape: Landscape) -> tuple[Dependency, ...]:
    """Those of them that were written as `anyOf` or `allOf`."""
    return tuple(one for one in needed(landscape) if one.group)


def written(landscape: Landscape, one: Dependency) -> Written:
    """The dependency as somebody wrote it."""
    found = landscape.entities[one.written_in].model.spec.depends_on[one.path[2]]
    assert isinstance(found, Written)
    return found


def stands_alone(one: Dependency) -> bool:
    """Whether one failure is passed on at once, as it is: nothing stands in for a member, nothing is tolerated."""
    return not one.soft and not one.tolerates and one.need >= len(one.members)
