"""What a dependency does with its members' levels (SEMANTICS 2), and the levels themselves."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from itsm_as_code.model import FieldPath, Ref


class Level(IntEnum):
    """How an entity fares, from best to worst."""

    OK = 0
    AT_RISK = 1
    DEGRADED = 2
    DOWN = 3

    @property
    def word(self) -> str:
        """The level as answers spell it: `at-risk`."""
        return self.name.lower().replace("_", "-")

    @property
    def spoken(self) -> str:
        """The level as sentences say it: `at risk`."""
        return self.name.lower().replace("_", " ")


LEVELS = {level.word: level for level in Level}


class Dependency(NamedTuple):
    """A dependency with its members found: who needs it, whom, and how many of them.

    `tolerates` is in seconds. `relation` is the field it comes from (`dependsOn`, `location`) or the
    relation type somebody gave it. `path` leads to it inside the entity `written_in`. `data`: the data
    of the source lie with its members. `group`: `anyOf` or `allOf`, where it
    was written so; `named`: how many names stand there, one of them twice perhaps.
    """

    source: Ref
    members: tuple[Ref, ...]
    need: int
    soft: bool
    tolerates: int
    name: str
    relation: str
    written_in: Ref
    path: FieldPath
    data: bool = False
    group: str = ""
    named: int = 1

    @property
    def title(self) -> str:
        """What people call it: its name, its only member, or the group."""
        if self.name:
            return self.name
        if len(self.members) == 1:
            return str(self.members[0])
        return f"{self.need} of {len(self.members)}: {', '.join(str(member) for member in self.members)}"


def level_of(need: int, members: int, counts: Sequence[int], soft: bool = False) -> Level:
    """The level a dependency passes on; `counts[l]` is how many of its members are at level l.

    Counts instead of a list of levels, so that a change of one member costs the same in a group
    of two and of two thousand. `counts[0]` isn't looked at: what isn't hit needn't be counted.
    """
    level = hard_level(need, members, *counts[1:])
    return Level(max(0, level - 1) if soft else level)


_DOWN, _DEGRADED, _AT_RISK, _OK = map(int, sorted(Level, reverse=True))


def hard_level(need: int, members: int, at_risk: int, degraded: int, down: int) -> int:
    """The level a hard dependency passes on, as a plain number, of whose members so many are at each level."""
    usable = members - down
    good = usable - degraded
    if usable < need:
        return _DOWN
    if good < need:
        return _DEGRADED
    if need == members:
        return _AT_RISK if at_risk else _OK
    return _AT_RISK if good < members else _OK
