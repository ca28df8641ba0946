"""What rules about written dependencies share: each with the model behind it."""

from __future__ import annotations

from functools import lru_cache

from itsm_as_code.graph import Dependency, Landscape
from itsm_as_code.schemas import Dependency as Written


@lru_cache(maxsize=1)
def needed(landscape: Landscape) -> tuple[Dependency, ...]:
    """The dependencies that stand under `dependsOn`; a location is one of another field."""
    return tuple(one for one in landscape.dependencies if one.path[1] == "dependsOn")


@lru_cache(maxsize=1)
def groups(landscape: Landscape) -> tuple[tuple[Dependency, Written], ...]:
    """Those of them that were written as `anyOf` or `allOf`, each as somebody wrote it."""
    found = ((one, _written(landscape, one)) for one in needed(landscape))
    return tuple((one, group) for one, group in found if group.ref is None)


def _written(landscape: Landscape, one: Dependency) -> Written:
    found = landscape.entities[one.written_in].model.spec.depends_on[one.path[2]]
    assert isinstance(found, Written)
    return found


def stands_alone(one: Dependency) -> bool:
    """Whether one failure is passed on at once, as it is: nothing stands in for a member, nothing is tolerated."""
    return not one.soft and not one.tolerates and one.need >= len(one.members)
