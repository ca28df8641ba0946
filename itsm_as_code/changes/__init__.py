"""Two landscapes become a plan: what changed, whom it reaches, whether it may go."""

from __future__ import annotations

from itsm_as_code.changes._exposure import Exposed
from itsm_as_code.changes.approvals import Approval
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.diff import EntityChange, FieldChange, diff
from itsm_as_code.changes.evidence import Evidence
from itsm_as_code.changes.freezes import FreezeHit
from itsm_as_code.changes.history import last_changes, narrowed, own
from itsm_as_code.changes.judgement import Judged, judge
from itsm_as_code.changes.plan import Plan, Reach, Spare, plan_of
from itsm_as_code.changes.risk import Factor, Risk

__all__ = [
    "Approval",
    "Case",
    "EntityChange",
    "Evidence",
    "Exposed",
    "Factor",
    "FieldChange",
    "FreezeHit",
    "Judged",
    "Plan",
    "Reach",
    "Risk",
    "Spare",
    "diff",
    "judge",
    "last_changes",
    "narrowed",
    "own",
    "plan_of",
]
