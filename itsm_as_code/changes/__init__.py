"""Two landscapes become a plan: what changed, whom it reaches, whether it may go."""

from __future__ import annotations

from itsm_as_code.changes._exposure import Exposed
from itsm_as_code.changes.diff import EntityChange, FieldChange, diff
from itsm_as_code.changes.history import last_changes, narrowed, own
from itsm_as_code.changes.plan import Plan, Reach, Spare, plan_of

__all__ = [
    "EntityChange",
    "Exposed",
    "FieldChange",
    "Plan",
    "Reach",
    "Spare",
    "diff",
    "last_changes",
    "narrowed",
    "own",
    "plan_of",
]
