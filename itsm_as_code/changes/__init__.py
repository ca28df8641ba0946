"""Two landscapes become a plan: what changed, whom it reaches, whether it may go."""

from __future__ import annotations

from itsm_as_code.changes._exposure import Exposed, Exposure, SinglePoint
from itsm_as_code.changes._worth import Amount, Availability
from itsm_as_code.changes.approvals import Approval
from itsm_as_code.changes.case import Case
from itsm_as_code.changes.collisions import Collision, Overlap, Sides, collision
from itsm_as_code.changes.diff import EntityChange, FieldChange, diff
from itsm_as_code.changes.evidence import Evidence
from itsm_as_code.changes.freezes import FreezeHit
from itsm_as_code.changes.history import last_changes, narrowed, own
from itsm_as_code.changes.judgement import Judged, judge
from itsm_as_code.changes.plan import NOBODY, Plan, Yes, meeting, plan_of
from itsm_as_code.changes.reach import Reach, Spare
from itsm_as_code.changes.risk import Factor, Risk

__all__ = [
    "NOBODY",
    "Amount",
    "Approval",
    "Availability",
    "Case",
    "Collision",
    "EntityChange",
    "Evidence",
    "Exposed",
    "Exposure",
    "Factor",
    "FieldChange",
    "FreezeHit",
    "Judged",
    "Overlap",
    "Plan",
    "Reach",
    "Risk",
    "Sides",
    "SinglePoint",
    "Spare",
    "Yes",
    "collision",
    "diff",
    "judge",
    "last_changes",
    "meeting",
    "narrowed",
    "own",
    "plan_of",
]
