"""Earlier changes to the same entities that went wrong: what a repository knows about how risky work on them is."""

from __future__ import annotations

from itsm_as_code.changes.case import Case
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity

WENT_WRONG = ("failed", "backed-out")
"""What the review of a change says where it went wrong, with an incident or without one."""


def troubles(case: Case) -> dict[Ref, int]:
    """Changes of what is worked on, each with the incidents it caused; a failure that caused none counts as one."""
    mine = {change.ref for change in case.declared}
    earlier = (change for change in case.before.by_kind.get("change", ()) if change.ref not in mine)
    return {change.ref: count for change in earlier if (count := _incidents(change)) and _same(case, change)}


def _incidents(change: Entity) -> int:
    done = change.model.spec.verification
    return 0 if done is None else max(len(done.incidents), int(done.result in WENT_WRONG))


def _same(case: Case, change: Entity) -> bool:
    return any(case.picks(text) & case.worked for text in change.model.spec.scope)
