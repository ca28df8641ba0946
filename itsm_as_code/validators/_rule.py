"""The shape of a rule: a module with a docstring, a severity, a clause and one way of checking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from types import ModuleType

from itsm_as_code import registry
from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity

Used = frozenset[tuple[Ref, str]]
"""The waivers that took a finding back: the entity, and the name of the rule."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a rule found: in which entity, at which field, in words, and how to mend it.

    `at_key` points at the field's name instead of its value. `related` are other places involved,
    each with what it says there.
    """

    entity: Entity
    path: FieldPath
    message: str
    hint: str = ""
    at_key: bool = False
    related: tuple[tuple[Entity, FieldPath, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its module describes it.

    The module has one of `check(landscape)`, `check_on(landscape, today)` for what depends on the
    day, and `check_after(landscape, today, used)` for what looks at the waivers the others used.
    """

    name: str
    page: str
    severity: Severity
    clause: str
    module: ModuleType

    @property
    def last(self) -> bool:
        """Whether it looks at what the other rules left."""
        return hasattr(self.module, "check_after")

    def check(self, landscape: Landscape, today: date | None, used: Used = frozenset()) -> Iterable[Complaint]:
        """What the rule complains about."""
        if self.last:
            step: Callable[[], Iterable[Complaint]] = partial(self.module.check_after, landscape, today, used)
        elif hasattr(self.module, "check_on"):
            step = partial(self.module.check_on, landscape, today)
        else:
            step = partial(self.module.check, landscape)
        return step()


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, by name: those of this folder and those that others add by entry point."""
    return tuple(rule_of(name) for name in registry.names("validators"))


def rule_of(name: str) -> Rule:
    """One rule.

    Raises:
        WrongUse: there is no such rule.
    """
    module = registry.member("validators", name)
    return Rule(name, module.__doc__ or "", module.SEVERITY, module.CLAUSE, module)
