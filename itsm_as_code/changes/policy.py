"""The policy that a branch is judged by: the one that was there before it, or the one that ships."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from itsm_as_code.changes.case import Case
from itsm_as_code.reading import Entity
from itsm_as_code.validators import own_policy, policy_in

__all__ = ["fits", "own_policy", "policy_of", "rank"]


def policy_of(case: Case) -> Entity:
    """A branch is weighed as before it: it can't lower its own points."""
    return own_policy(case.before) or policy_in(case.after)


def rank(policy: Entity, level: str) -> int:
    """The place of a level of risk, from 0; above all where the policy has no such level."""
    names = [one.name for one in policy.model.spec.levels]
    return names.index(level) if level in names else len(names)


def fits(path: str, globs: Iterable[str]) -> bool:
    """Whether a field's path fits one of these: `*` is anything, all else means itself."""
    return any(_glob(one).fullmatch(path) for one in globs)


@lru_cache(maxsize=1_024)
def _glob(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in re.sub(r"\*+", "*", text).split("*")), re.DOTALL)
