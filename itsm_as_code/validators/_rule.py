"""The shape of a rule: a module with a docstring, a severity, a clause and a check that asks for what it needs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from itsm_as_code import registry
from itsm_as_code.errors import WorldRefused
from itsm_as_code.graph import Landscape
from itsm_as_code.model import FieldPath, Ref, Severity
from itsm_as_code.reading import Entity
from itsm_as_code.schemas import Part
from itsm_as_code.validators._looks import EVERYTHING, Looks

Used = frozenset[tuple[Ref, str]]
"""The waivers that took a finding back: the entity, and the name of the rule."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a rule found: in which entity, at which field, in words, and how to mend it.

    `at_key` points at the field's name instead of its value. `label` stands beside the marks under the
    text, `why` are sentences that explain. `related` are other places involved, each with what it says
    there. `fix`, if it is sure, is the value to write in place of the one at `path`; quotes are kept or added.
    `inside` is a line and a column, from 1, in the text at `path`, where that is what is wrong.
    """

    entity: Entity
    path: FieldPath
    message: str
    hint: str = ""
    at_key: bool = False
    related: tuple[tuple[Entity, FieldPath, str], ...] = ()
    label: str = ""
    why: tuple[str, ...] = ()
    fix: str | None = None
    inside: tuple[int, int] | None = None


class NoOptions(Part):
    """The options of a rule that has none."""


class Question(NamedTuple):
    """All that a check may ask for, by the name of its parameter.

    `today` is the day to judge by, None where no day was given. `used` are the waivers that took a
    finding of another rule back; a rule that asks for them runs last. `options` are an instance of the
    module's own class `Options`. `branch` is what a plan judges; only the rules of branches ask for it.
    """

    landscape: Landscape
    today: date | None
    options: Part
    used: Used = frozenset()
    branch: object = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, its manual page, and its check."""

    name: str
    page: str
    severity: Severity
    clause: str
    look: Callable[..., Iterable[Complaint]]
    asks: tuple[str, ...] = ("landscape",)
    options: type[Part] = NoOptions
    looks_at: Looks | Callable[[Any], Looks] = EVERYTHING

    def looks(self, options: Part) -> Looks:
        """What it looks at, with these options."""
        return self.looks_at(options) if callable(self.looks_at) else self.looks_at

    @property
    def last(self) -> bool:
        """Whether it looks at what the other rules left."""
        return "used" in self.asks

    def check(self, question: Question) -> Iterable[Complaint]:
        """What the rule complains about."""
        known = question._asdict()
        return self.look(*(known[name] for name in self.asks))


OF_BRANCHES = "changes.rules"
"""The folder of the rules that need both sides of a change: `itsm plan` asks them, `itsm validate` can't."""


@cache
def rules(folder: str = "validators") -> tuple[Rule, ...]:
    """Every rule there is, by name: those of a folder and those that others add to it by entry point."""
    return tuple(rule_of(name, folder) for name in registry.names(folder))


@cache
def rule_of(name: str, folder: str = "validators") -> Rule:
    """One rule.

    Raises:
        WrongUse: there is no such rule.
        WorldRefused: it belongs to another package and isn't shaped like a rule.
    """
    module: Any = registry.member(folder, name)
    _refuse_shapeless(name, folder, module)
    asks = tuple(inspect.signature(module.check).parameters)
    options = getattr(module, "Options", NoOptions)
    looks_at = getattr(module, "LOOKS_AT", EVERYTHING)
    return Rule(name, module.__doc__ or "", module.SEVERITY, module.CLAUSE, module.check, asks, options, looks_at)


def _refuse_shapeless(name: str, folder: str, module: Any) -> None:
    """One line about a module that lacks what a rule has, or asks for what no rule gets."""
    lacking = [part for part in ("SEVERITY", "CLAUSE", "check") if not hasattr(module, part)]
    if lacking:
        raise WorldRefused(f"the rule {name} has no {' and no '.join(lacking)}", registry.origin(folder, name))
    given = {one for one in Question._fields if one != "branch" or folder == OF_BRANCHES}
    unknown = [asked for asked in inspect.signature(module.check).parameters if asked not in given]
    if unknown:
        words = f"the rule {name} asks for {unknown[0]}; a check may ask for {', '.join(sorted(given))}"
        raise WorldRefused(words, registry.origin(folder, name))
