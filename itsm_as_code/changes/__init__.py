"""Two landscapes become a plan: what changed, whom it reaches, whether it may go."""

from __future__ import annotations

from itsm_as_code.changes._exposure import Exposed, Exposure, SinglePoint
from itsm_as_code.changes._worth import Amount, Availability
from itsm_as_code.changes.diff import EntityChange, FieldChange, diff
from itsm_as_code.changes.history import last_changes, narrowed, own
from itsm_as_code.changes.plan import Plan, plan_of
from itsm_as_code.changes.reach import Reach, Spare

__all__ = [
    "Amount",
    "Availability",
    "EntityChange",
    "Exposed",
    "Exposure",
    "FieldChange",
    "Plan",
    "Reach",
    "SinglePoint",
    "Spare",
    "diff",
    "last_changes",
    "narrowed",
    "own",
    "plan_of",
]
